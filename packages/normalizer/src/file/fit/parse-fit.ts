import FitParser, { type ParsedFit } from "fit-file-parser";
import { fileError } from "../file-error.ts";
import type { WorkoutFile } from "../workout-file.ts";

/** The part of a header that every version has. */
const shortestHeader = 12;
const crcBytes = 2;

/** What the parser says, and what it means for the person who sent the file. */
const problems: Readonly<Record<string, string>> = {
  "Header CRC mismatch": "The checksum of the header is wrong: the file is damaged. Export it again.",
  "File CRC mismatch":
    "The checksum there does not match what is before it: the file is damaged. Export it again.",
};

/**
 * Decodes a FIT file, or each of several that were joined. Checksums are verified.
 *
 * @throws {IngestError} `ingest.malformed` with the byte where the file stops to be FIT.
 * @see FIT protocol: file structure, chained FIT files
 */
export function parseFit(file: WorkoutFile): readonly ParsedFit[] {
  const parts: ParsedFit[] = [];
  let start = 0;
  do {
    const end = endOfPart(file, start);
    parts.push(parsePart(file, start, end));
    start = end;
  } while (start < file.bytes.length);
  return parts;
}

/** Where the file that begins there ends, its checksum included. */
function endOfPart({ name, bytes }: WorkoutFile, start: number): number {
  const left = bytes.length - start;
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, left);
  const headerBytes = left < shortestHeader ? 0 : view.getUint8(0);
  const signature = String.fromCharCode(...bytes.subarray(start + 8, start + 12));
  if ((headerBytes !== 12 && headerBytes !== 14) || signature !== ".FIT") {
    throw fileError(
      "ingest.malformed",
      name,
      { byte: start },
      "There is no FIT header here. Send the .fit file as the device or the app exports it.",
    );
  }
  const end = start + headerBytes + view.getUint32(4, true) + crcBytes;
  if (end > bytes.length) {
    throw fileError(
      "ingest.malformed",
      name,
      { byte: bytes.length },
      `The file ends here, but its header announces ${end} bytes: it is truncated. Export or copy it again.`,
    );
  }
  return end;
}

function parsePart({ name, bytes }: WorkoutFile, start: number, end: number): ParsedFit {
  const parser = new FitParser({ force: false, mode: "list" });
  let problem: string | undefined;
  let parsed: ParsedFit | undefined;
  try {
    parser.parse(Buffer.from(bytes.subarray(start, end)), (error, data) => {
      problem = error;
      parsed = data;
    });
  } catch (cause) {
    throw fileError(
      "ingest.malformed",
      name,
      { byte: start },
      "The checksums are right, but the messages in the file are not FIT. Tell the maker of the app that wrote it.",
      cause,
    );
  }
  if (parsed !== undefined) return parsed;
  const byte = problem === "Header CRC mismatch" ? start + shortestHeader : end - crcBytes;
  throw fileError(
    "ingest.malformed",
    name,
    { byte },
    problems[problem ?? ""] ??
      `This cannot be read as FIT (${problem ?? "no reason given"}). Export it again.`,
  );
}
