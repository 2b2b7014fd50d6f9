import { readdir } from "node:fs/promises";
import path from "node:path";

/** The files below a folder, by their paths from it, in their order. Links are not followed, so that it ends. */
export async function listFolder(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}
