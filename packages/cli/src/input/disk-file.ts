import type { Stats } from "node:fs";
import { readFile } from "node:fs/promises";
import type { InputFile } from "./input-file.ts";

/** A file of the disk; nothing of it is read before it is asked for. */
export function diskFile(path: string, { size, mtimeMs }: Stats): InputFile {
  return {
    name: path,
    sizeBytes: size,
    modifiedAtMs: Math.trunc(mtimeMs),
    read: async () => new Uint8Array(await readFile(path)),
  };
}
