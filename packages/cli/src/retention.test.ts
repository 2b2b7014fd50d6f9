import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openSqliteJournal } from "@musette/journal";
import { createFakeClock } from "@musette/testing";
import { pino } from "pino";
import { expect, it, onTestFinished, vi } from "vitest";
import { startRetention } from "./retention.ts";

it.each([
  { retentionMs: 4_000, firstMs: 1_000, everyMs: 1_000 },
  { retentionMs: 2 * 3_600_000, firstMs: 60_000, everyMs: 1_800_000 },
  { retentionMs: 400 * 86_400_000, firstMs: 60_000, everyMs: 3_600_000 },
])("runs every hour, or four times within $retentionMs ms", async ({ retentionMs, firstMs, everyMs }) => {
  const folder = await mkdtemp(path.join(tmpdir(), "musette-retention-"));
  const journal = await openSqliteJournal({ path: path.join(folder, "journal.db") });
  onTestFinished(async () => {
    await journal.close();
    await rm(folder, { recursive: true });
  });
  const clock = createFakeClock();
  let runs = 0;
  const stop = startRetention(journal, retentionMs, clock, pino({ level: "silent" }), {
    retention: () => void (runs += 1),
  });
  const startMs = clock.now();
  expect(clock.nextTimerAtMs()).toBe(startMs + firstMs);
  await clock.advance(firstMs);
  // The journal answers from its own thread.
  await vi.waitFor(() => expect(clock.nextTimerAtMs()).toBe(startMs + firstMs + everyMs), 10_000);
  expect(runs).toBe(1);
  stop();
  expect(clock.nextTimerAtMs()).toBeNull();
});
