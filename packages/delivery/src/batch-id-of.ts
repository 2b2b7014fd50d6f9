import { hash } from "node:crypto";
import type { Pending } from "./pending.ts";

/** The id of a batch that is named after its records: the same records make the same id. */
export function batchIdOf(prefix: string, pendings: readonly Pending[]): string {
  const seqs = pendings.map(({ event }) => event.seq);
  return `${prefix}-${hash("sha256", seqs.join(","), "hex").slice(0, 24)}`;
}
