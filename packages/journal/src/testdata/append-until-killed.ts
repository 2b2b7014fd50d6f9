import { writeSync } from "node:fs";
import { openSqliteJournal } from "../sqlite/open-sqlite-journal.ts";
import { makeAppend } from "./make-append.ts";

/**
 * Run as a process of its own: appends to the journal named by its argument with several writers,
 * and prints each key once its append is acknowledged, until somebody kills it.
 */
const [, , path = "", run = ""] = process.argv;
const writers = 16;

const journal = await openSqliteJournal({ path });

async function write(writer: number): Promise<never> {
  for (let n = 0; ; n += 1) {
    const key = `${run}-${writer}-${n}`;
    await journal.append(makeAppend([{ key }]));
    writeSync(process.stdout.fd, `${key}\n`);
  }
}

await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
