import { IngestError, type IngestCode } from "@musette/core";

/** Where in a file something is wrong. Lines and columns count from 1, bytes from 0. */
export type FilePlace =
  | { readonly line: number; readonly column?: number }
  | { readonly byte: number }
  | Record<string, never>;

/**
 * Something is wrong with a file: the message begins with its name and the place.
 *
 * @param problem what is wrong and what to do, without anything of the content.
 */
export function fileError(
  code: IngestCode,
  fileName: string,
  place: FilePlace,
  problem: string,
  cause?: unknown,
): IngestError {
  const words = Object.entries(place).map(([unit, number]) => `${unit} ${number}`);
  return new IngestError(code, "/files", `${[fileName, ...words].join(" ")}: ${problem}`, {
    ...(cause === undefined ? {} : { cause }),
    context: { file: fileName, ...place },
  });
}
