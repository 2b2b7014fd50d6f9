import { fileError } from "./file-error.ts";
import type { WorkoutFile } from "./workout-file.ts";

/** What a file is by its content, whatever its name ends with. */
export type FileKind = "fit" | "tcx" | "peloton-history" | "ifit-csv";

/** Far enough for a declaration, comments and the namespaces of a root element. */
const headBytes = 4096;

const telltales: readonly (readonly [pattern: RegExp, kind: FileKind])[] = [
  [/<(?:[\w.-]+:)?TrainingCenterDatabase[\s/>]/, "tcx"],
  [/^"?Stages_Data\b/i, "ifit-csv"],
  [/^[^\n]*\bWorkout Timestamp\b/i, "peloton-history"],
];

/** Files that are often sent by mistake, and what to send instead. */
const strangers: readonly (readonly [pattern: RegExp, problem: string])[] = [
  [/^PK\p{Cc}\p{Cc}/u, "This is a zip file. Unpack it and send the files in it."],
  [/^\p{Cc}\u008b/u, "This is a compressed file. Unpack it and send what is in it."],
  [/<(?:[\w.-]+:)?gpx[\s/>]/, "This is GPX, which is a route rather than a workout. Send TCX or FIT."],
  [/^\s*[[{]/, "This is JSON. Send it to the source peloton, ifit or terra."],
  [
    /^\s*<!doctype html|^\s*<html/i,
    "This is a web page, perhaps one that asks to log in. Download the export again.",
  ],
];

const unknownFile =
  "This is no workout file that is known here. Known are FIT, TCX, Peloton's workout history (a CSV with the column \"Workout Timestamp\") and iFit's TCX with its CSV.";

/** Null for a file that is not known here. */
export function knownKind({ bytes }: WorkoutFile): FileKind | null {
  if (isFit(bytes)) return "fit";
  const head = headOf(bytes);
  return telltales.find(([pattern]) => pattern.test(head))?.[1] ?? null;
}

/** @throws {IngestError} `ingest.malformed` that says what the file seems to be and what can be sent. */
export function fileKind(file: WorkoutFile): FileKind {
  const { bytes, name } = file;
  const kind = knownKind(file);
  if (kind !== null) return kind;
  const head = headOf(bytes);
  const problem =
    bytes.byteLength === 0 ? "The file is empty." : strangers.find(([pattern]) => pattern.test(head))?.[1];
  throw fileError("ingest.malformed", name, { byte: 0 }, problem ?? unknownFile);
}

/** A FIT header has ".FIT" at byte 8. */
function isFit(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(8, 12)).toString("latin1") === ".FIT";
}

/** One character a byte, NULs left out, so that the names above are found in UTF-16 as well. */
function headOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.subarray(0, headBytes)).toString("latin1");
  return text.replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, "").replaceAll("\0", "");
}
