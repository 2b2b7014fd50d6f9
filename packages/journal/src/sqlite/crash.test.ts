import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import type { Journal } from "../journal.ts";
import { openJournal } from "../testdata/open-journal.ts";
import { temporaryJournalPath } from "../testdata/temporary-journal-path.ts";
import { openSqliteJournal } from "./open-sqlite-journal.ts";

const writerFile = fileURLToPath(new URL("../testdata/append-until-killed.ts", import.meta.url));

/** Starts a process that appends, kills it after so many acknowledgements, returns those it got out. */
async function appendAndKill(path: string, run: string, acknowledgements: number): Promise<string[]> {
  const child = spawn(process.execPath, [writerFile, path, run], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const acknowledged: string[] = [];
  for await (const key of createInterface({ input: child.stdout })) {
    acknowledged.push(key);
    if (acknowledged.length === acknowledgements) child.kill("SIGKILL");
  }
  if (child.signalCode === null && child.exitCode === null) await once(child, "exit");
  expect(child.signalCode).toBe("SIGKILL");
  return acknowledged;
}

async function readKeys(journal: Journal): Promise<Set<string>> {
  const keys = new Set<string>();
  for (let after = 0; ;) {
    const page = await journal.read({ after, limit: 500 });
    for (const { key } of page) keys.add(key);
    const last = page.at(-1);
    if (!last) return keys;
    expect(last.seq).toBe(after + page.length);
    after = last.seq;
  }
}

it("has every acknowledged append after a process was killed, several times over", async () => {
  const path = temporaryJournalPath();
  const acknowledged: string[] = [];
  for (const [run, count] of [300, 1, 700].entries()) {
    acknowledged.push(...(await appendAndKill(path, `run${run}`, count)));
  }
  const journal = await openJournal({ path });
  const keys = await readKeys(journal);
  expect(acknowledged.length).toBeGreaterThan(1_000);
  expect(acknowledged.filter((key) => !keys.has(key))).toEqual([]);
  expect((await journal.stats()).events).toBe(keys.size);
});

it("names the process that has the journal open", async () => {
  const path = temporaryJournalPath();
  const child = spawn(process.execPath, [writerFile, path, "run"], { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  await expect(openSqliteJournal({ path })).rejects.toMatchObject({
    code: "journal.locked",
    context: { pid: child.pid },
  });
  child.kill("SIGKILL");
  await once(child, "exit");
  expect((await (await openJournal({ path })).stats()).events).toBeGreaterThan(0);
});
