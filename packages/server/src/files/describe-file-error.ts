import type { IngestError } from "@musette/core";
import type { ProblemDetail } from "../problem.ts";

/** Why a file, or an item of it, was not taken: with the file's name and the place in it where they are known. */
export function describeFileError(
  { code, pointer, message, context }: IngestError,
  item: number,
  names: readonly string[],
): ProblemDetail {
  const { file, line, column, byte } = context;
  const name = typeof file === "string" ? file : names.join(", ");
  const places = Object.entries({ line, column, byte }).filter(([, place]) => typeof place === "number");
  return { file: name, ...Object.fromEntries(places), item, code, pointer, detail: message };
}
