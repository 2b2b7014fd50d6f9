import { fileError } from "./file-error.ts";
import type { WorkoutFile } from "./workout-file.ts";

/**
 * The text of a file: UTF-8 with or without a byte order mark, or UTF-16 with one, as spreadsheets
 * save it. Lines end with a single line feed.
 *
 * @throws {IngestError} `ingest.malformed` that names the first line that is no text.
 */
export function decodeText(file: WorkoutFile): string {
  const { bytes, name } = file;
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes).replaceAll(/\r\n?/g, "\n");
  const replaced = text.indexOf("\uFFFD");
  if (replaced !== -1) {
    const line = text.slice(0, replaced).split("\n").length;
    throw fileError(
      "ingest.malformed",
      name,
      { line },
      "This is not UTF-8. Save the file as UTF-8 and send it again.",
    );
  }
  if (text.includes("\0")) {
    throw fileError(
      "ingest.malformed",
      name,
      {},
      "The file is not text, though it begins like one. It may be damaged: download it again.",
    );
  }
  return text;
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}
