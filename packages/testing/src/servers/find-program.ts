import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";

/** The first of `names` that can be run, looked for in `folders`, PATH and where Debian keeps daemons. */
export async function findProgram(
  names: readonly string[],
  folders: readonly string[] = [],
): Promise<string | undefined> {
  const path = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  for (const folder of [...folders, ...path, "/usr/sbin", "/usr/local/sbin"]) {
    for (const name of names) {
      const file = join(folder, name);
      if (await isProgram(file)) return file;
    }
  }
  return undefined;
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
