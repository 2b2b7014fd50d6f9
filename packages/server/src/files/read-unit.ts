import { IngestError } from "@musette/core";
import { makeFileEnvelope, normalize, type NormalizeContext, type Normalized } from "@musette/normalizer";
import type { UploadedFile } from "./uploaded-file.ts";

/** Files that are one payload, read and not stored yet. */
export interface FileUnit {
  readonly names: readonly string[];
  /** What the journal keeps: the files themselves, in an envelope of JSON. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly normalized: Normalized;
  /** Whether anything of it is to be stored: an event, or an item that is kept raw. */
  readonly storable: boolean;
}

/**
 * Reads one file, or the two of iFit's pair; the error where nothing of it can be taken.
 *
 * @param zone IANA name of the zone of local times that state none; null where nobody said.
 */
export function readUnit(
  files: readonly UploadedFile[],
  zone: string | null,
  user: NonNullable<NormalizeContext["user"]>,
): FileUnit | IngestError {
  const envelope = makeFileEnvelope(files, zone);
  try {
    const normalized = normalize("file", envelope, { user, orderedAtMs: null });
    const bytes = new TextEncoder().encode(JSON.stringify(envelope));
    const storable =
      normalized.events.length > 0 ||
      normalized.problems.some(({ error }) => error.code === "ingest.unrecognised");
    return { names: files.map(({ name }) => name), bytes, normalized, storable };
  } catch (error) {
    if (IngestError.is(error)) return error;
    throw error;
  }
}
