import type { Appended } from "../journal.ts";

/** What became of one event of an append, as it leaves the store; a row is far cheaper to pass on than an object. */
export type AppendedRow = readonly [
  seq: number,
  revision: number,
  superseded: number,
  payloadId: number,
  /** Under which it is stored, where that is not its own. */
  key: string | null,
  /** The stored event's, where this one repeats it; the numbers are that one's then. */
  duplicateOf: string | null,
];

/** @param events those of the append, in its order. */
export function toAppended(
  rows: readonly AppendedRow[],
  events: readonly { readonly id: string }[],
): readonly Appended[] {
  return rows.map(([seq, revision, , , , duplicateOf], index) => ({
    id: duplicateOf ?? events[index]?.id ?? "",
    seq,
    revision,
    duplicate: duplicateOf !== null,
  }));
}
