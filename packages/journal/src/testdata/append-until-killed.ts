import { writeSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";
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
    await print(`${key}\n`);
  }
}

/** Synchronously, so that what was acknowledged is out before the kill; the reader may be behind. */
async function print(line: string): Promise<void> {
  for (;;) {
    try {
      writeSync(process.stdout.fd, line);
      return;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EAGAIN")) throw error;
      await delay(1);
    }
  }
}

await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
