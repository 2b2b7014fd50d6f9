import { link, mkdir, rm, symlink } from "node:fs/promises";
import path from "node:path";

/** Two ways to one journal. */
export interface TwoWays {
  /** `journal.path` of the server that is started first. */
  readonly first: string;
  readonly second: string;
  /** Done while the first runs. */
  readonly afterFirst?: () => Promise<void>;
  /** What the second says where it is not the process that holds it, and how to put that right. */
  readonly otherwise?: { readonly says: string; putRight(): Promise<void> };
}

/** By what it is; each lays its files in an empty folder. */
export const waysToOneJournal: Readonly<Record<string, (folder: string) => Promise<TwoWays>>> = {
  "the same path": async (folder) => {
    const file = path.join(folder, "journal.db");
    return { first: file, second: file };
  },
  "a relative path": async (folder) => {
    const file = path.join(folder, "journal.db");
    return { first: file, second: path.relative(process.cwd(), file) };
  },
  "a symbolic link to the file": async (folder) => {
    const file = path.join(folder, "journal.db");
    const way = path.join(await makeFolder(folder, "elsewhere"), "link.db");
    return { first: file, second: way, afterFirst: () => symlink(file, way) };
  },
  "a symbolic link to the folder": async (folder) => {
    const home = await makeFolder(folder, "home");
    await symlink(home, path.join(folder, "link"));
    return { first: path.join(home, "journal.db"), second: path.join(folder, "link", "journal.db") };
  },
  "links that dangle until the first has made the file": async (folder) => {
    const file = path.join(await makeFolder(folder, "home"), "journal.db");
    const elsewhere = await makeFolder(folder, "elsewhere");
    await symlink("../home/journal.db", path.join(elsewhere, "one.db"));
    await symlink("one.db", path.join(elsewhere, "two.db"));
    return { first: path.join(elsewhere, "two.db"), second: file };
  },
  "a hard link to the file": async (folder) => {
    const file = path.join(folder, "journal.db");
    const way = path.join(await makeFolder(folder, "elsewhere"), "link.db");
    return {
      first: file,
      second: way,
      afterFirst: () => link(file, way),
      otherwise: { says: "has 2 names (hard links)", putRight: () => rm(way) },
    };
  },
};

async function makeFolder(folder: string, name: string): Promise<string> {
  const made = path.join(folder, name);
  await mkdir(made);
  return made;
}
