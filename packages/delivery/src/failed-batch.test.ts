import { describe, expect, it } from "vitest";
import { createTestBench, delivered, fail, failOn, many, seqOf } from "./testing-delivery.ts";

const oneDayMs = 86_400_000;

describe("a batch that fails as a whole", () => {
  it("is kept and tried again after a wait, under the same id with the same records", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(12));
    bench.connector.onWrite = fail("unavailable");
    const delivery = await bench.start();
    expect(await delivery.status()).toMatchObject([
      { state: { status: "degraded", code: "unavailable" }, lagEvents: 12 },
    ]);
    expect(bench.journal.lane("lake").claims.get("000000000001-000000000010")).toMatchObject({ attempts: 1 });
    bench.journal.store({});
    bench.connector.onWrite = delivered;
    await bench.clock.advance(499);
    expect(bench.connector.writes).toHaveLength(1);
    await bench.clock.advance(1);
    expect(bench.connector.writes[1]).toMatchObject({
      ...bench.connector.writes[0],
      atMs: expect.any(Number),
    });
    expect(await delivery.status()).toMatchObject([
      { state: { status: "healthy", code: null }, lagEvents: 0, delivered: 13 },
    ]);
  });

  it.each([
    { random: 0, writesAtOnce: 5 },
    { random: 0.999, writesAtOnce: 1 },
  ])("waits a random part of a doubling time ($random)", async ({ random, writesAtOnce }) => {
    const bench = createTestBench();
    bench.journal.store({});
    bench.connector.onWrite = fail("unavailable");
    await bench.start({ random: () => random });
    expect(bench.connector.writes).toHaveLength(writesAtOnce);
    await bench.clock.advance(999 + 1998 + 3996 + 7992);
    const waitsMs = bench.connector.writes
      .slice(1, 5)
      .map(({ atMs }, index) => atMs - bench.connector.writes[index]!.atMs);
    expect(waitsMs).toEqual([1, 2, 4, 8].map((seconds) => seconds * 1000 * random));
  });

  it("waits as long as the vendor asks, but not longer than an hour", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    bench.connector.onWrite = fail("throttled", 90_000);
    await bench.start();
    await bench.clock.advance(89_999);
    expect(bench.connector.writes).toHaveLength(1);
    bench.connector.onWrite = fail("throttled", 10 * oneDayMs);
    await bench.clock.advance(1);
    expect(bench.connector.writes).toHaveLength(2);
    await bench.clock.advance(3_600_000);
    expect(bench.connector.writes).toHaveLength(3);
  });

  it("falls to one batch at a time until one succeeds", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(100));
    let memory = 0;
    let most = 0;
    const counted = (answer: () => Promise<never[]>) => async () => {
      most = Math.max(most, ++memory);
      await new Promise<void>((resolve) => bench.clock.after(10, resolve));
      memory--;
      return answer();
    };
    bench.connector.onWrite = counted(fail("unavailable"));
    const plan = bench.plan({ rate: { concurrency: 3, perSecond: null } });
    const delivery = await bench.start({ destinations: [plan] });
    await bench.clock.advance(10);
    expect(most).toBe(3);
    most = 0;
    await bench.clock.advance(5_000);
    expect(most).toBe(1);
    bench.connector.onWrite = counted(async () => []);
    await bench.clock.advance(60_000);
    expect(most).toBe(3);
    await delivery.drained({ signal: AbortSignal.timeout(1_000) });
  });

  it("is a timeout when the connector does not answer within the deadline", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    const signals: AbortSignal[] = [];
    bench.connector.onWrite = (_batch, { signal }) => {
      signals.push(signal);
      return new Promise(() => undefined);
    };
    const delivery = await bench.start();
    await bench.clock.advance(29_999);
    expect(signals[0]?.aborted).toBe(false);
    await bench.clock.advance(1);
    expect(signals[0]?.aborted).toBe(true);
    expect(await delivery.status()).toMatchObject([{ state: { code: "timeout" } }]);
  });

  it("becomes dead letters when it has failed for longer than it may", async () => {
    const bench = createTestBench();
    bench.journal.store({}, {});
    bench.connector.onWrite = fail("unavailable");
    const retry = { firstMs: 1_000, longestMs: 60_000, giveUpAfterMs: 2_000 };
    await bench.start({ destinations: [bench.plan({ retry })] });
    await bench.clock.advance(60_000);
    expect([...bench.journal.lane("lake").deadLetters.values()]).toMatchObject([
      { seq: 1, code: "unavailable", message: "The test says unavailable." },
      { seq: 2, code: "unavailable" },
    ]);
    expect(bench.told).toContain("lake lost event-1 unavailable");
  });

  it("does not count the time that the destination itself was away", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    bench.connector.onWrite = fail("unauthorized");
    bench.connector.onCheck = fail("unauthorized");
    const delivery = await bench.start();
    await bench.clock.advance(30 * oneDayMs);
    bench.connector.onCheck = async () => undefined;
    bench.connector.onWrite = fail("unavailable");
    await bench.clock.advance(400_000);
    expect(bench.journal.lane("lake").deadLetters.size).toBe(0);
    bench.connector.onWrite = delivered;
    await bench.clock.advance(400_000);
    expect(await delivery.status()).toMatchObject([{ delivered: 1, deadLetters: 0 }]);
  });

  it("is set aside when the destination takes others, so that it does not hold up the log", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(30));
    bench.connector.onWrite = failOn("unavailable", 5);
    const delivery = await bench.start();
    await bench.clock.advance(120_000);
    expect(await delivery.status()).toMatchObject([{ lagEvents: 0, deadLetters: 0 }]);
    bench.connector.onWrite = delivered;
    await bench.clock.advance(120_000);
    expect(await delivery.status()).toMatchObject([
      { delivered: 30, retries: 0, state: { status: "healthy" } },
    ]);
  });

  it.each([
    [
      "throws before it returns a promise",
      () => {
        throw new TypeError("odd");
      },
    ],
    ["answers with something else than a list", async () => JSON.parse("null")],
  ])("is an unknown error when the connector %s", async (_what, write) => {
    const bench = createTestBench();
    bench.journal.store({});
    bench.connector.onWrite = write;
    const delivery = await bench.start();
    expect(await delivery.status()).toMatchObject([
      { state: { status: "degraded", code: "unknown" }, lagEvents: 1 },
    ]);
  });

  it("tells of a foreign error what it is and where it comes from, and not what it says", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    bench.connector.onWrite = async () => {
      throw Object.assign(new RangeError("secret: hunter2"), { code: "ERR_ODD" });
    };
    const delivery = await bench.start();
    const [status] = await delivery.status();
    expect(status?.state.code).toBe("unknown");
    expect(status?.state.message).toMatch(/threw RangeError ERR_ODD at .*failed-batch\.test\.ts/);
    expect(status?.state.message).not.toContain("hunter2");
  });

  it("is divided when nobody recognizes the error after ten attempts, so that one record cannot take others along", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(4));
    bench.connector.onWrite = async (batch) => {
      if (batch.records.some((record) => seqOf(record) === 3)) throw new TypeError("odd");
      return [];
    };
    const delivery = await bench.start();
    await bench.clock.advance(oneDayMs);
    expect([...bench.journal.lane("lake").deadLetters.values()]).toMatchObject([{ seq: 3, code: "unknown" }]);
    expect(await delivery.status()).toMatchObject([{ delivered: 3, retries: 0, lagEvents: 0 }]);
  });
});
