import type { WorkoutFile } from "./workout-file.ts";

/**
 * The payload that files are normalized as and kept as: `readEnvelope` reads it.
 *
 * @param zone IANA name of the zone of local times that state none; null where nobody said.
 */
export function makeFileEnvelope(files: readonly WorkoutFile[], zone: string | null) {
  return {
    files: files.map(({ name, bytes }) => ({ name, data: Buffer.from(bytes).toString("base64") })),
    zone,
  };
}
