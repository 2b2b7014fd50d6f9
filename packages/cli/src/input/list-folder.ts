import { readdir } from "node:fs/promises";
import path from "node:path";

/** The files below a folder, in the order of their paths. Links are not followed, so that it ends. */
export async function listFolder(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
