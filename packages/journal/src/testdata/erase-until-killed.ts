import { writeSync } from "node:fs";
import { openSqliteJournal } from "../sqlite/open-sqlite-journal.ts";

/**
 * Run as a process of its own: erases the users `user-0`, `user-1`, … of the journal named by its argument,
 * and prints each id once it is gone, until somebody kills it.
 */
const [, , path = ""] = process.argv;
const journal = await openSqliteJournal({ path });
for (let n = 0; ; n += 1) {
  const userId = `user-${n}`;
  await journal.eraseUser({ userId, keep: [] });
  writeSync(process.stdout.fd, `${userId}\n`);
}
