import { inheritedFlags } from "@musette/testing";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import type { Journal, StoredEvent } from "../journal.ts";
import { makeAppend } from "../testdata/make-append.ts";
import { openJournal } from "../testdata/open-journal.ts";
import { temporaryJournalPath } from "../testdata/temporary-journal-path.ts";
import { openSqliteJournal } from "./open-sqlite-journal.ts";

const writerFile = fileURLToPath(new URL("../testdata/append-until-killed.ts", import.meta.url));
const eraserFile = fileURLToPath(new URL("../testdata/erase-until-killed.ts", import.meta.url));

/** Starts a process, kills it after so many acknowledgements, returns those it got out. */
async function runAndKill(args: readonly string[], acknowledgements: number): Promise<string[]> {
  const child = spawn(process.execPath, [...inheritedFlags, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
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

async function readAll(journal: Journal): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (;;) {
    const page = await journal.read({ after: events.at(-1)?.seq ?? 0, limit: 500 });
    if (page.length === 0) return events;
    events.push(...page);
  }
}

it("has every acknowledged append after a process was killed, several times over", async () => {
  const path = temporaryJournalPath();
  const acknowledged: string[] = [];
  for (const [run, count] of [300, 1, 700].entries()) {
    acknowledged.push(...(await runAndKill([writerFile, path, `run${run}`], count)));
  }
  const journal = await openJournal({ path });
  const events = await readAll(journal);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  const keys = new Set(events.map(({ key }) => key));
  expect(acknowledged.length).toBeGreaterThan(1_000);
  expect(acknowledged.filter((key) => !keys.has(key))).toEqual([]);
  expect((await journal.stats()).events).toBe(keys.size);
});

it("has erased whom it said, and all or some of one more, after a process was killed meanwhile", async () => {
  const path = temporaryJournalPath();
  const before = await openJournal({ path });
  const users = Array.from({ length: 30 }, (_, n) => `user-${n}`);
  for (const user_id of users) {
    const events = Array.from({ length: 200 }, (_, n) => ({
      key: `${user_id} ${n}`,
      user: { user_id, provider: "P" },
    }));
    await Promise.all(events.map((event) => before.append(makeAppend([event]))));
  }
  await before.close();
  const erased = await runAndKill([eraserFile, path], 10);
  expect(erased.length).toBeGreaterThanOrEqual(10);

  const journal = await openJournal({ path });
  const next = `user-${erased.length}`;
  const left = Map.groupBy(await readAll(journal), ({ user }) => user.user_id);
  expect(erased.filter((userId) => left.has(userId))).toEqual([]);
  expect((await journal.stats()).events).toBe([...left.values()].flat().length);
  for (const userId of users.slice(erased.length + 1)) expect(left.get(userId)).toHaveLength(200);
  const some = left.get(next)?.length ?? 0;
  expect(await journal.eraseUser({ userId: next, keep: [] })).toEqual({ events: some, payloads: some });
});

it("names the process that has the journal open", async () => {
  const path = temporaryJournalPath();
  const child = spawn(process.execPath, [...inheritedFlags, writerFile, path, "run"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
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
