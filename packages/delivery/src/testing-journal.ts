import type { TerraUser } from "@musette/core";
import type {
  Claim,
  CursorState,
  DeadLetter,
  DestinationState,
  Journal,
  OpenClaim,
  Payload,
  Retry,
  StoredEvent,
} from "@musette/journal";
import type { DeliveryJournal } from "./delivery.ts";

/** What a test gives of an event; the rest is made up. */
interface TestEvent {
  readonly key?: string;
  readonly revision?: number;
  readonly type?: string;
  readonly superseded?: boolean;
  readonly receivedAtMs?: number;
}

interface Lane {
  claimedThrough: number;
  readonly claims: Map<string, OpenClaim>;
  state: DestinationState;
  pausedAtMs: number | null;
  readonly retries: Map<number, Retry>;
  readonly deadLetters: Map<number, DeadLetter>;
}

/** A journal in memory that refuses what breaks the contract, and shows tests what it holds. */
export interface TestingJournal extends DeliveryJournal, Pick<Journal, "payloadSizes" | "readPayloads"> {
  store(...events: readonly TestEvent[]): readonly StoredEvent[];
  forget(seq: number): void;
  lane(destination: string): Lane;
  /** Throws from every call of `method` while it is set. */
  readonly failing: Map<keyof Journal, Error>;
  /** Calls so far. */
  readonly calls: Map<keyof Journal, number>;
}

const user: TerraUser = { user_id: "user", provider: "PELOTON" };
const bytes = new TextEncoder().encode("{}");

export function createTestingJournal(): TestingJournal {
  const events = new Map<number, StoredEvent>();
  const lanes = new Map<string, Lane>();
  const listeners = new Set<(headSeq: number) => void>();
  const failing = new Map<keyof Journal, Error>();
  const calls = new Map<keyof Journal, number>();
  let headSeq = 0;

  function lane(destination: string): Lane {
    const found = lanes.get(destination);
    if (found === undefined) throw new Error(`No cursor ${destination}.`);
    return found;
  }

  /** Answers later, as a journal on disk does, and copies, so that nothing is shared by mistake. */
  async function answer<Result>(method: keyof Journal, work: () => Result): Promise<Result> {
    calls.set(method, (calls.get(method) ?? 0) + 1);
    await Promise.resolve();
    const error = failing.get(method);
    if (error !== undefined) throw error;
    return work();
  }

  function claim({ claims, ...cursor }: Lane, destination: string, { id, after, through }: Claim): void {
    if (after !== cursor.claimedThrough || through <= after || through > headSeq || claims.has(id)) {
      throw new Error(`Claim ${id} of ${destination} does not follow ${cursor.claimedThrough}.`);
    }
    claims.set(id, { id, after, through, attempts: 0, firstFailedAtMs: null });
    lane(destination).claimedThrough = through;
  }

  return {
    onErase: () => () => undefined,
    failing,
    calls,
    lane,
    store(...added) {
      const stored = added.map((event, index): StoredEvent => {
        const seq = headSeq + index + 1;
        const { key = `key-${seq}`, type = "activity", revision = seq, superseded = false } = event;
        const place = { item: 0, payloadId: seq, developer: "dev", source: "peloton" } as const;
        const times = { startTime: null, endTime: null, orderedAtMs: null };
        const receivedAtMs = event.receivedAtMs ?? 0;
        return {
          id: `event-${seq}`,
          key,
          type,
          user,
          seq,
          revision,
          superseded,
          receivedAtMs,
          ...place,
          ...times,
        };
      });
      for (const event of stored) events.set(event.seq, event);
      headSeq += stored.length;
      for (const listener of listeners) listener(headSeq);
      return stored;
    },
    forget: (seq) => void events.delete(seq),
    read: ({ after, through = Infinity, limit }) =>
      answer("read", () => {
        const found: StoredEvent[] = [];
        for (let seq = after + 1; seq <= Math.min(through, headSeq) && found.length < limit; seq++) {
          const event = events.get(seq);
          if (event !== undefined) found.push(event);
        }
        return found;
      }),
    readEvents: (seqs) => answer("readEvents", () => seqs.flatMap((seq) => events.get(seq) ?? [])),
    payloadSizes: (ids) =>
      answer(
        "payloadSizes",
        () =>
          new Map(ids.filter((id) => events.has(id)).map((id): [number, number] => [id, bytes.byteLength])),
      ),
    readPayloads: (ids) =>
      answer("readPayloads", () => {
        const context = { userId: "user", referenceId: null, orderedAtMs: null };
        const facts = { source: "peloton", developer: "dev", receivedAtMs: 0, context, bytes } as const;
        return new Map(
          ids.filter((id) => events.has(id)).map((id): [number, Payload] => [id, { id, ...facts }]),
        );
      }),
    openCursor: (destination, start) =>
      answer("openCursor", (): CursorState => {
        const state = { status: "healthy", sinceMs: 0, code: null, message: null } as const;
        const claimedThrough = start === "now" ? headSeq : 0;
        const fresh = {
          claimedThrough,
          claims: new Map(),
          state,
          pausedAtMs: null,
          retries: new Map(),
          deadLetters: new Map(),
        };
        const opened = lanes.get(destination) ?? fresh;
        lanes.set(destination, opened);
        const claims = [...opened.claims.values()].sort((a, b) => a.after - b.after);
        const { state: openedState, pausedAtMs } = opened;
        return { claimedThrough: opened.claimedThrough, claims, state: openedState, pausedAtMs };
      }),
    claim: (destination, wanted) => answer("claim", () => claim(lane(destination), destination, wanted)),
    settle: (destination, settlement) =>
      answer("settle", () => {
        const { claims, retries, deadLetters } = lane(destination);
        const { claimId } = settlement;
        if (claimId !== null && !claims.delete(claimId)) throw new Error(`Claim ${claimId} is not open.`);
        for (const seq of settlement.removeRetries) {
          if (!retries.delete(seq)) throw new Error(`There is no retry ${seq}.`);
        }
        for (const retry of settlement.retries) {
          if (!Number.isSafeInteger(retry.nextAtMs)) throw new Error("Times are whole milliseconds.");
          const request = retry.request ?? retries.get(retry.seq)?.request;
          retries.set(retry.seq, request === undefined ? retry : { ...retry, request });
        }
        for (const letter of settlement.deadLetters) {
          if (deadLetters.has(letter.seq)) throw new Error(`Event ${letter.seq} is a dead letter already.`);
          deadLetters.set(letter.seq, letter);
        }
      }),
    noteFailure: (destination, claimId, { attempts, firstFailedAtMs }) =>
      answer("noteFailure", () => {
        const { claims } = lane(destination);
        const open = claims.get(claimId);
        if (open === undefined) throw new Error(`Claim ${claimId} is not open.`);
        claims.set(claimId, { ...open, attempts, firstFailedAtMs });
      }),
    saveState: (destination, state) =>
      answer("saveState", () => {
        lane(destination).state = state;
      }),
    pauseCursor: (destination, pausedAtMs) =>
      answer("pauseCursor", () => {
        lane(destination).pausedAtMs = pausedAtMs;
      }),
    retries: (destination, { afterSeq, limit }) =>
      answer("retries", () =>
        [...lane(destination).retries.values()]
          .filter(({ seq }) => seq > afterSeq)
          .sort((a, b) => a.seq - b.seq)
          .slice(0, limit),
      ),
    requeue: ({ destinations, events: asked, atMs }) =>
      answer("requeue", () => {
        const set = new Set<string>();
        for (const { seq, request } of asked) {
          const event = events.get(seq);
          for (const destination of event === undefined ? [] : destinations) {
            const { retries, deadLetters } = lane(destination);
            const kept = request ?? retries.get(seq)?.request;
            const failure = { attempts: 0, firstFailedAtMs: atMs, code: "conflict" } as const;
            const row = { seq, key: event!.key, nextAtMs: atMs, ...failure, message: "Asked for again." };
            retries.set(seq, kept === undefined ? row : { ...row, request: kept });
            deadLetters.delete(seq);
            set.add(`${seq} ${destination}`);
          }
        }
        return set.size;
      }),
    destinations: () =>
      answer("destinations", () =>
        [...lanes].map(([destination, { claimedThrough, claims, retries, deadLetters, ...states }]) => ({
          destination,
          claimedThrough,
          settledThrough: Math.min(claimedThrough, ...claims.values().map(({ after }) => after)),
          retries: retries.size,
          deadLetters: deadLetters.size,
          ...states,
        })),
      ),
    stats: () =>
      answer("stats", () => {
        const sizes = { damaged: 0, bytes: 0, maxBytes: null, freeBytes: null, waiting: 0 };
        const commitTimes = { boundsMs: [], counts: [0], sumMs: 0 };
        const commits = { commits: 0, commitMsP50: 0, commitMsP99: 0, commitTimes };
        return { headSeq, events: events.size, quarantined: 0, ...sizes, ...commits };
      }),
    onAppend(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
