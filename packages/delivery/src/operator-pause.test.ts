import { expect, it } from "vitest";
import { createTestBench, delivered, fail, failureOf } from "./testing-delivery.ts";

it("finishes what is in flight, keeps the rest, and goes on where it was", async () => {
  const bench = createTestBench();
  const delivery = await bench.start();
  const first = Promise.withResolvers<readonly []>();
  bench.connector.onWrite = () => first.promise;
  bench.journal.store({});
  await bench.clock.advance(0);
  await delivery.pause("lake");
  bench.connector.onWrite = delivered;
  first.resolve([]);
  bench.journal.store({}, {});
  await bench.clock.advance(3_600_000);
  expect(bench.connector.writes.map(({ seqs }) => seqs)).toEqual([[1]]);
  expect(bench.connector.checksAtMs).toEqual([]);
  expect(await delivery.status()).toMatchObject([
    {
      state: { status: "paused", code: null, message: expect.stringContaining("operator") as string },
      pausedBy: "operator",
      lagEvents: 2,
    },
  ]);
  await delivery.resume("lake");
  await bench.clock.advance(0);
  expect(bench.connector.writes.map(({ seqs }) => seqs)).toEqual([[1], [2, 3]]);
  expect(await delivery.status()).toMatchObject([
    { state: { status: "healthy" }, pausedBy: null, lagEvents: 0 },
  ]);
  expect(bench.told.filter((line) => line.includes(" is "))).toEqual([
    "lake is paused null",
    "lake is healthy null",
  ]);
});

it("stays over a restart, until it is ended", async () => {
  const bench = createTestBench();
  const before = await bench.start();
  await before.pause("lake");
  await before.stop({ timeoutMs: 0 });
  bench.journal.store({});
  const delivery = await bench.start();
  await bench.clock.advance(60_000);
  expect(bench.connector.writes).toEqual([]);
  expect(bench.journal.lane("lake").state.status).toBe("paused");
  await delivery.resume("lake");
  await bench.clock.advance(0);
  expect(bench.connector.writes).toHaveLength(1);
});

it("does not go on where the journal refuses to remember it, nor resume", async () => {
  const bench = createTestBench();
  const delivery = await bench.start();
  bench.journal.failing.set("pauseCursor", new Error("disk full"));
  await expect(delivery.pause("lake")).rejects.toThrow("disk full");
  bench.journal.store({});
  await bench.clock.advance(0);
  expect(bench.connector.writes).toHaveLength(1);
});

it("comes after a pause in the configuration, which wins", async () => {
  const bench = createTestBench();
  const before = await bench.start({ destinations: [bench.plan({ paused: true })] });
  await before.resume("lake");
  expect(await before.status()).toMatchObject([{ pausedBy: "configuration" }]);
  expect(await before.check("lake")).toBeNull();
  await before.pause("lake");
  await before.stop({ timeoutMs: 0 });
  const delivery = await bench.start();
  expect(await delivery.status()).toMatchObject([{ pausedBy: "operator" }]);
});

it("does not count towards giving up", async () => {
  const bench = createTestBench();
  bench.journal.store({});
  bench.connector.onWrite = async ({ records }) => [
    failureOf(records[0]!, "timeout"),
    failureOf(records[0]!, "timeout"),
  ];
  const plan = bench.plan({ retry: { firstMs: 1_000, longestMs: 1_000, giveUpAfterMs: 60_000 } });
  const delivery = await bench.start({ destinations: [plan] });
  await bench.clock.advance(10_000);
  await delivery.pause("lake");
  await bench.clock.advance(600_000);
  await delivery.resume("lake");
  await bench.clock.advance(1_000);
  expect(bench.journal.lane("lake").deadLetters.size).toBe(0);
});

it("checks a destination on request, which ends the pause of its circuit breaker", async () => {
  const bench = createTestBench();
  bench.journal.store({});
  bench.connector.onWrite = fail("unauthorized");
  bench.connector.onCheck = fail("unauthorized");
  const delivery = await bench.start();
  await bench.clock.advance(1_000);
  expect(await delivery.check("lake")).toEqual({
    code: "unauthorized",
    message: expect.any(String) as string,
  });
  expect(await delivery.status()).toMatchObject([
    {
      pausedBy: "failure",
      lastFailure: { code: "unauthorized", message: "The test says unauthorized." },
      oldestUnsentAtMs: 0,
    },
  ]);
  bench.connector.onWrite = delivered;
  bench.connector.onCheck = async () => undefined;
  expect(await delivery.check("lake")).toBeNull();
  await bench.clock.advance(0);
  expect(await delivery.status()).toMatchObject([{ pausedBy: null, lagEvents: 0, oldestUnsentAtMs: null }]);
  await expect(delivery.check("lkae")).rejects.toMatchObject({ code: "not_found" });
  await expect(delivery.pause("lkae")).rejects.toThrow(
    'There is no destination "lkae". Configured are: lake.',
  );
});
