import { lstatSync, readlinkSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join } from "node:path";
import { JournalError } from "@musette/core/errors";

/** As many as Linux follows in one path. */
const mostLinks = 40;

/**
 * The file that a path leads to, whether or not it is there yet, by one name: what lies beside a journal
 * (its lock above all) must be the same whichever way one has come.
 *
 * @throws {JournalError} `journal.failed` when links lead round in a circle, or to a file with several
 *   names of equal rank (hard links): they would each have a write-ahead log of their own.
 */
export function fileBehind(path: string): string {
  let file = path;
  for (let n = 0; n < mostLinks; n++) {
    const found = lstatSync(file, { throwIfNoEntry: false });
    if (found?.isSymbolicLink() !== true) {
      if (found?.isFile() === true && found.nlink > 1) throw severalNames(path, found.nlink);
      return file;
    }
    const target = readlinkSync(file);
    file = isAbsolute(target) ? target : join(realpathSync(dirname(file)), dirname(target), basename(target));
  }
  throw new JournalError("journal.failed", `The journal ${path} is a symbolic link that leads nowhere.`);
}

function severalNames(path: string, count: number): JournalError {
  const find = `find / -xdev -samefile '${path}'`;
  return new JournalError(
    "journal.failed",
    `The journal ${path} has ${count} names (hard links), and a server that has it open by another name would not be noticed. Remove the other names (\`${find}\` lists them), or copy the file.`,
    { context: { names: count } },
  );
}
