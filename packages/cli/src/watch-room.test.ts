import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openSqliteJournal } from "@musette/journal";
import { createFakeClock } from "@musette/testing";
import { pino } from "pino";
import { expect, it } from "vitest";
import { watchRoom } from "./watch-room.ts";

async function watch(limits: { readonly maxBytes: number | null; readonly free: readonly number[] }) {
  const folder = await mkdtemp(path.join(tmpdir(), "musette-room-"));
  const file = path.join(folder, "journal.db");
  const journal = await openSqliteJournal({ path: file });
  const { bytes } = await journal.stats();
  const clock = createFakeClock();
  const lines: string[] = [];
  const log = pino(
    {},
    { write: (line: string) => void lines.push((JSON.parse(line) as { msg: string }).msg) },
  );
  const free = [...limits.free];
  let looks = 0;
  const freeBytes = async () => {
    looks += 1;
    return free.length > 1 ? (free.shift() ?? 0) : (free[0] ?? 0);
  };
  const stop = watchRoom({ journal, path: file, maxBytes: limits.maxBytes, clock, log, freeBytes });
  return {
    bytes,
    lines,
    stop,
    looks: () => looks,
    /** Lets the next minute pass, and what is done in it. */
    async minute() {
      await clock.advance(60_000);
      // The journal answers from its own thread.
      await journal.stats();
      await sleep(20);
    },
    async [Symbol.asyncDispose]() {
      stop();
      await journal.close();
      await rm(folder, { recursive: true });
    },
  };
}

it("says once that the disk is nearly full, once that it is not, and again the next time", async () => {
  await using room = await watch({ maxBytes: null, free: [1e12, 10, 10, 1e12, 10] });
  for (let minute = 0; minute < 5; minute += 1) await room.minute();
  expect(room.lines).toEqual([
    expect.stringMatching(/^the journal is nearly full: 99 %\. .*Raise journal\.max_size/),
    "the journal has room again",
    expect.stringMatching(/^the journal is nearly full/),
  ]);
});

it("goes by the limit of the configuration where that comes first", async () => {
  await using room = await watch({ maxBytes: 1, free: [1e12] });
  await room.minute();
  expect(room.lines).toEqual([expect.stringMatching(/^the journal is nearly full/)]);
});

it("looks no more when it was stopped", async () => {
  await using room = await watch({ maxBytes: null, free: [1e12] });
  await room.minute();
  room.stop();
  const looks = room.looks();
  await room.minute();
  expect(room.looks()).toBe(looks);
  expect(room.lines).toEqual([]);
});
