import { expect, it } from "vitest";
import { createFakeClock } from "@musette/testing";
import { createSteadyClock } from "./steady-clock.ts";
import { createTestBench, delivered, fail, failureOf } from "./testing-delivery.ts";

it("goes on from where it was when the wall clock is set back, and follows it forward", () => {
  let wallMs = 1_000;
  const steady = createSteadyClock({ ...createFakeClock(), now: () => wallMs });
  const seen = [1_000, 2_000, 500, 600, 5_000].map((now) => {
    wallMs = now;
    return steady.now();
  });
  expect(seen).toEqual([1_000, 2_000, 2_000, 2_100, 6_500]);
});

it("tries a retry of an earlier run within an hour, although the clock was set back a year meanwhile", async () => {
  const bench = createTestBench();
  bench.connector.onWrite = async ({ records }) => records.slice(1).map((one) => failureOf(one, "timeout"));
  const first = await bench.start();
  bench.journal.store({}, {});
  await bench.clock.advance(0);
  await first.stop({ timeoutMs: 0 });
  const { retries } = bench.journal.lane("lake");
  const [row] = retries.values();
  expect(row).toMatchObject({ seq: 2 });
  if (row) retries.set(2, { ...row, nextAtMs: row.nextAtMs + 365 * 86_400_000 });

  bench.connector.onWrite = delivered;
  await bench.start();
  await bench.clock.advance(3_700_000);
  expect(retries.size).toBe(0);
});

it("does not count what the wall clock was set forward by as time that has passed", async () => {
  const real = createFakeClock(0);
  let offMs = 0;
  const steady = createSteadyClock({ ...real, now: () => real.now() + offMs });
  await real.advance(1_000);
  const startedMs = steady.now();
  await real.advance(5_000);
  offMs = 86_400_000;
  const jumpedMs = steady.now();
  await real.advance(2_000);
  offMs = 0;
  expect(steady.passedSince(startedMs)).toBe(7_000);
  await real.advance(3_000);
  offMs = 86_400_000;
  await real.advance(500);
  expect(steady.passedSince(startedMs)).toBe(10_500);
  expect(steady.passedSince(jumpedMs)).toBe(5_500);
});

it("gives nothing up because the clock is set forward a year while it waits, nor over a restart", async () => {
  const bench = createTestBench();
  bench.connector.onWrite = async ({ records }) => records.slice(1).map((one) => failureOf(one, "timeout"));
  const real = bench.clock;
  let offMs = 0;
  const clock = { ...real, now: () => real.now() + offMs };
  const first = await bench.start({ clock });
  bench.journal.store({}, {});
  await real.advance(0);
  bench.connector.onWrite = fail("timeout");
  offMs = 365 * 86_400_000;
  await real.advance(60_000);
  await first.stop({ timeoutMs: 0 });
  offMs *= 2;
  await bench.start({ clock });
  await real.advance(60_000);
  const { retries, deadLetters } = bench.journal.lane("lake");
  expect(deadLetters.size).toBe(0);
  bench.connector.onWrite = delivered;
  await real.advance(3_700_000);
  expect([retries.size, deadLetters.size]).toEqual([0, 0]);
});
