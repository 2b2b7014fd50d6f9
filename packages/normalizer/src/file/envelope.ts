import { IngestError } from "@musette/core";
import { zoneOffsetMinutes } from "../zone-offset.ts";
import type { WorkoutFile } from "./workout-file.ts";

/** One upload: a file by itself, or two that belong together. */
export interface FileEnvelope {
  readonly files: readonly WorkoutFile[];
  /** IANA name of the zone of local times; null where nobody said. */
  readonly zone: string | null;
}

const mostFiles = 2;

/**
 * Reads `{"files": [{"name": "ride.tcx", "data": "<base64>"}], "zone": "Europe/Berlin" | null}`.
 *
 * @throws {IngestError} `ingest.malformed` with the place in the envelope.
 */
export function readEnvelope(payload: unknown): FileEnvelope {
  const { files, zone = null } = objectAt(payload, "");
  if (!Array.isArray(files) || files.length === 0 || files.length > mostFiles) {
    throw malformed("/files", "one file, or the two of iFit's pair");
  }
  if (zone !== null && (typeof zone !== "string" || zoneOffsetMinutes(zone, 0) === null)) {
    throw malformed("/zone", "the IANA name of a time zone, such as Europe/Berlin, or null");
  }
  return { files: files.map((file: unknown, index) => readFile(file, `/files/${index}`)), zone };
}

function readFile(file: unknown, pointer: string): WorkoutFile {
  const { name, data } = objectAt(file, pointer);
  if (typeof name !== "string" || name === "") throw malformed(`${pointer}/name`, "a file name");
  if (typeof data !== "string" || !isBase64(data)) throw malformed(`${pointer}/data`, "base64");
  return { name, bytes: Buffer.from(data, "base64") };
}

function objectAt(value: unknown, pointer: string): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw malformed(pointer, "an object");
}

/** `Buffer.from` passes over what is not base64. */
function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

function malformed(pointer: string, expected: string): IngestError {
  return new IngestError(
    "ingest.malformed",
    pointer,
    `A payload of files has ${expected} at ${pointer || "its root"}: {"files": [{"name": "ride.tcx", "data": "<base64>"}], "zone": null}.`,
  );
}
