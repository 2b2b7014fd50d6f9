import { crc32 } from "node:zlib";
import type { DatabaseSync } from "node:sqlite";

type Value = string | number | null;

/** CRC-32 of a row's values and, where it has one, of its body as it is stored. */
export function rowSum(values: readonly Value[], body?: Uint8Array): number {
  // As text, so that half a surrogate pair counts as what the database makes of it.
  const sum = crc32(values.join("\u0000"));
  return body === undefined ? sum : crc32(body, sum);
}

/** Rows up to these were stored before rows had sums. */
export interface Unsummed {
  readonly seq: number;
  readonly payloadId: number;
}

export function readUnsummed(db: DatabaseSync): Unsummed {
  const row = db.prepare("SELECT unsummed_seq AS seq, unsummed_payload_id AS payloadId FROM log").get();
  return { ...(row as unknown as Unsummed) };
}
