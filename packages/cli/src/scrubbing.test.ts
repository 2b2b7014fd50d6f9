import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openSqliteJournal } from "@musette/journal";
import { createFakeClock } from "@musette/testing";
import { pino } from "pino";
import { expect, it, onTestFinished, vi } from "vitest";
import { startScrubbing } from "./scrubbing.ts";

it("looks at the journal ten minutes after the start and every day, and says when it last did", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "musette-scrubbing-"));
  const journal = await openSqliteJournal({ path: path.join(folder, "journal.db") });
  onTestFinished(async () => {
    await journal.close();
    await rm(folder, { recursive: true });
  });
  const clock = createFakeClock();
  const scrubbed = vi.fn<() => void>();
  const stop = startScrubbing(journal, clock, pino({ level: "silent" }), { scrubbed });
  const startMs = clock.now();
  expect(clock.nextTimerAtMs()).toBe(startMs + 600_000);
  await clock.advance(600_000);
  await vi.waitFor(() => expect(clock.nextTimerAtMs()).toBe(startMs + 600_000 + 86_400_000), 10_000);
  expect(scrubbed).toHaveBeenCalledTimes(1);
  stop();
  expect(clock.nextTimerAtMs()).toBeNull();
});

it("goes on the next day after a failure, and ends in the middle of a run", async () => {
  const clock = createFakeClock();
  const scrubbed = vi.fn<() => void>();
  let runs = 0;
  const journal = {
    scrub: async ({ signal }: { readonly signal: AbortSignal }) => {
      runs += 1;
      if (runs === 1) throw new Error("The disk does not answer.");
      await new Promise((_, reject) =>
        signal.addEventListener("abort", () => reject(signal.reason as Error)),
      );
      return { events: 0, payloads: 0 };
    },
  };
  const stop = startScrubbing(journal, clock, pino({ level: "silent" }), { scrubbed });
  await clock.advance(600_000);
  await clock.advance(86_400_000);
  expect(runs).toBe(2);
  stop();
  await vi.waitFor(() => expect(clock.nextTimerAtMs()).toBeNull());
  expect(scrubbed).not.toHaveBeenCalled();
});
