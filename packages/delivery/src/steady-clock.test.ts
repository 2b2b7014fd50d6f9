import { expect, it } from "vitest";
import { createFakeClock } from "@musette/testing";
import { createSteadyClock } from "./steady-clock.ts";
import { createTestBench, delivered, failureOf } from "./testing-delivery.ts";

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
