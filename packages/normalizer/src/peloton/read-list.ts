import { unrecognised } from "./unrecognised.ts";

/**
 * A list that may be missing or null, then empty.
 *
 * @throws {IngestError} `ingest.unrecognised` where it is anything else.
 */
export function readList(value: unknown, pointer: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw unrecognised(pointer, "a list");
  return value;
}
