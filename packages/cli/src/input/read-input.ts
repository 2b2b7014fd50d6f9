import path from "node:path";
import type { SourceName } from "@musette/core";
import { guessSource } from "../guess-source.ts";
import { groupName } from "./group-name.ts";
import type { InputFile, RefusedInput } from "./input-file.ts";

interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** One payload, read: the JSON of a vendor, or workout files. */
export type Input =
  | { readonly kind: "json"; readonly source: SourceName; readonly bytes: Uint8Array<ArrayBuffer> }
  /** Under their names without the folders, which are nobody else's business. */
  | { readonly kind: "files"; readonly files: readonly NamedBytes[] };

export interface ReadInputOptions {
  /** The one that was given; it is told by the content when it is left out. */
  readonly source: SourceName | undefined;
  readonly maxBytes: number;
}

/** Reads files that are one payload. What is too large is not read at all. */
export async function readInput(
  group: readonly InputFile[],
  { source, maxBytes }: ReadInputOptions,
): Promise<Input | RefusedInput> {
  const name = groupName(group);
  const sizeBytes = group.reduce((sum, file) => sum + file.sizeBytes, 0);
  if (sizeBytes > maxBytes) {
    return { name, detail: `has ${sizeBytes} bytes, and at most ${maxBytes} are taken` };
  }
  let files: readonly NamedBytes[];
  try {
    files = await Promise.all(
      group.map(async (file) => ({ name: path.basename(file.name), bytes: await file.read() })),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { name, detail: `cannot be read: ${reason}` };
  }
  const [first, second] = files;
  const isJson = second === undefined && first !== undefined && looksLikeJson(first.bytes);
  if (source === "file" || (source === undefined && !isJson)) return { kind: "files", files };
  if (first === undefined) return { name, detail: "is empty" };
  const told = source ?? guessFromBytes(first.bytes);
  if (told === undefined) return { name, detail: "cannot tell its source; name it with --source" };
  return { kind: "json", source: told, bytes: first.bytes };
}

/** Begins with a brace or a bracket, perhaps after a byte order mark. */
function looksLikeJson(bytes: Uint8Array): boolean {
  return /^\s*[{[]/.test(new TextDecoder().decode(bytes.subarray(0, 64)));
}

function guessFromBytes(bytes: Uint8Array): SourceName | undefined {
  try {
    return guessSource(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
}
