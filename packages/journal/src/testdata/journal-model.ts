/** What the journal ought to hold, kept in the plainest way. */
export interface Model {
  events: { seq: number; id: string; key: string; receivedAtMs: number; userId: string }[];
  headSeq: number;
  claimedThrough: number;
  claims: {
    id: string;
    after: number;
    through: number;
    attempts: number;
    firstFailedAtMs: number | null;
  }[];
  /** `seq`s. */
  retries: Set<number>;
  deadLetters: Set<number>;
  /** Keys that the quarantined items would have, by their `id`. */
  quarantine: Map<
    number,
    { readonly key: string; readonly payloadId: number; readonly receivedAtMs: number }
  >;
  quarantined: number;
  /** `seq`s of events that were kept when their user was erased. */
  orphans: Set<number>;
  nowMs: number;
}

export function newModel(): Model {
  return {
    events: [],
    headSeq: 0,
    claimedThrough: 0,
    claims: [],
    retries: new Set(),
    deadLetters: new Set(),
    quarantine: new Map(),
    quarantined: 0,
    orphans: new Set(),
    nowMs: 1_000_000,
  };
}

/** Whose an item is: its key begins with it. */
export function userOf(key: string): string {
  return key.slice(0, 2);
}

/** Whose events there are. */
export const userIds = ["u1", "u2"] as const;

export function settledThrough(model: Model): number {
  return Math.min(model.claimedThrough, ...model.claims.map(({ after }) => after));
}
