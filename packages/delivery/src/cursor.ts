import type { CursorState } from "@musette/journal";
import type { DeliveryJournal } from "./delivery.ts";
import type { OpenWork } from "./job.ts";

/** Where one destination stands in the log. */
export interface Cursor {
  /** Everything up to here is claimed, or passed over because it is not wanted. */
  readonly position: number;
  /** Everything up to here is delivered, set aside, or passed over. */
  readonly settledThrough: number;
  /** How many events were passed over since the journal was last told. */
  readonly unrecorded: number;
  /** Claims from before a restart, oldest first. */
  readonly reopened: readonly OpenWork[];
  /** Records in the journal that everything up to `through` is taken on. One call at a time. */
  claim(firstSeq: number, lastSeq: number, through: number): Promise<OpenWork>;
  passOver(through: number): void;
  /** The claim was settled in the journal. */
  settled(claim: OpenWork): void;
}

export function createCursor(
  journal: Pick<DeliveryJournal, "claim">,
  destination: string,
  state: CursorState,
): Cursor {
  let { claimedThrough } = state;
  let position = claimedThrough;
  const reopened = state.claims.map((claim): OpenWork => ({ ...claim, signsOfLifeAtFailure: null }));
  const open = new Set(reopened);

  return {
    reopened,
    get position() {
      return position;
    },
    get unrecorded() {
      return position - claimedThrough;
    },
    get settledThrough() {
      let through = position;
      for (const claim of open) through = Math.min(through, claim.after);
      return through;
    },
    async claim(firstSeq, lastSeq, through) {
      const id = `${padSeq(firstSeq)}-${padSeq(lastSeq)}`;
      const claim = { id, after: claimedThrough, through };
      await journal.claim(destination, claim);
      claimedThrough = through;
      position = through;
      const work = { ...claim, attempts: 0, firstFailedAtMs: null, signsOfLifeAtFailure: null };
      open.add(work);
      return work;
    },
    passOver(through) {
      position = through;
    },
    settled(claim) {
      open.delete(claim);
    },
  };
}

/** Wide enough for a trillion events, so that ids sort as the log does. */
function padSeq(seq: number): string {
  return String(seq).padStart(12, "0");
}
