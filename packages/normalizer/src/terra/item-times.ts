import { IngestError } from "@musette/core";
import type { JsonObject } from "./json-object.ts";

export interface ItemTimes {
  readonly startTime: string | null;
  readonly endTime: string | null;
}

/**
 * `metadata.start_time` and `end_time` of an item, as written.
 *
 * @throws {IngestError} `ingest.unidentified` without a start; `ingest.unrecognised` when either is
 *   something else than an ISO 8601 time.
 */
export function readTimes(metadata: JsonObject, pointer: string): ItemTimes {
  const { start_time: start, end_time: end } = metadata;
  if (start === undefined || start === null || start === "") {
    throw new IngestError(
      "ingest.unidentified",
      `${pointer}/start_time`,
      "Terra item has no metadata.start_time. Send the time it began, as ISO 8601.",
    );
  }
  if (!isTimestamp(start)) throw oddTime(pointer, "start_time");
  if (end === undefined || end === null) return { startTime: start, endTime: null };
  if (!isTimestamp(end)) throw oddTime(pointer, "end_time");
  return { startTime: start, endTime: end };
}

/** The same for a type that is not known here, where nothing can be required. */
export function findTimes(metadata: JsonObject): ItemTimes {
  const { start_time: start, end_time: end } = metadata;
  return { startTime: isTimestamp(start) ? start : null, endTime: isTimestamp(end) ? end : null };
}

function isTimestamp(value: unknown): value is string {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}/.test(value) && !Number.isNaN(Date.parse(value));
}

function oddTime(pointer: string, field: string): IngestError {
  return new IngestError(
    "ingest.unrecognised",
    `${pointer}/${field}`,
    `Terra item has a metadata.${field} that is not an ISO 8601 time.`,
  );
}
