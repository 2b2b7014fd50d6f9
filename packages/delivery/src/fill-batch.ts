import type { LoadRecords, Refusal } from "./load-records.ts";
import type { Pending } from "./pending.ts";

export interface FilledBatch {
  /** Loaded, and within the limits together. */
  readonly pendings: readonly Pending[];
  readonly refusals: readonly Refusal[];
  /** How many candidates became either of the two; the others did not fit. */
  readonly taken: number;
}

/** Bodies are loaded so many at a time, so that a batch of large records loads few that do not fit. */
const loadedAtOnce = 64;

/** Takes candidates from the front for as long as they fit. A record larger than `bytes` goes alone. */
export async function fillBatch(
  candidates: readonly Pending[],
  limits: { readonly records: number; readonly bytes: number },
  loadRecords: LoadRecords,
): Promise<FilledBatch> {
  const pendings: Pending[] = [];
  const refusals: Refusal[] = [];
  let bytes = 0;
  for (let start = 0; start < candidates.length;) {
    const isFull = pendings.length > 0 && bytes >= limits.bytes;
    if (isFull) return { pendings, refusals, taken: start };
    const chunk = candidates.slice(start, start + loadedAtOnce);
    const { loaded, refusals: others } = await loadRecords(chunk, limits.bytes - bytes);
    const refused = new Map(others.map((refusal) => [refusal.pending, refusal]));
    for (let index = 0; index < loaded; index++) {
      const pending = chunk[index]!;
      const refusal = refused.get(pending);
      if (refusal === undefined) {
        const fits = pendings.length < limits.records && bytes + pending.bytes <= limits.bytes;
        if (!fits && pendings.length > 0) return { pendings, refusals, taken: start + index };
        pendings.push(pending);
        bytes += pending.bytes;
      } else {
        refusals.push(refusal);
      }
    }
    start += loaded;
  }
  return { pendings, refusals, taken: candidates.length };
}
