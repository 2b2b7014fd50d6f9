import { DeliveryError } from "@musette/core";
import { describe, expect, it } from "vitest";
import { createTestBench, delivered, failureOf, many } from "./testing-delivery.ts";

function never(): Promise<never> {
  return new Promise(() => undefined);
}

describe("a restart", () => {
  it("repeats unsettled batches under the same ids with the same records, before anything new", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(20));
    bench.connector.onWrite = never;
    const plan = bench.plan({ rate: { concurrency: 2, perSecond: null } });
    const before = await bench.start({ destinations: [plan] });
    const first = bench.connector.writes.splice(0);
    expect(first).toHaveLength(2);
    bench.journal.store(...many(5));
    await bench.clock.advance(0);
    await before.stop({ timeoutMs: 0 });
    bench.journal.store(...many(5));

    bench.connector.onWrite = delivered;
    const after = await bench.start({ destinations: [{ ...plan, batch: { ...plan.batch, records: 3 } }] });
    const seqs = bench.connector.writes.map((write) => write.seqs);
    expect(bench.connector.writes.slice(0, 2)).toEqual(first);
    // It was claimed while the first two were being written.
    expect(seqs[2]).toEqual([21, 22, 23, 24, 25]);
    expect(seqs.slice(3)).toEqual([
      [26, 27, 28],
      [29, 30],
    ]);
    expect(await after.status()).toMatchObject([{ lagEvents: 0, delivered: 30 }]);
  });

  it("leaves the backlog alone until it is to begin, with cursors that miss nothing meanwhile", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(3));
    const plan = bench.plan({ start: "now" });
    const { promise: begin, resolve } = Promise.withResolvers<void>();
    const delivery = await bench.start({ destinations: [plan], begin });
    bench.journal.store(...many(2));
    await bench.clock.advance(60_000);
    expect(bench.connector.writes).toEqual([]);
    resolve();
    await bench.clock.advance(1_000);
    expect(bench.connector.writes.map(({ seqs }) => seqs)).toEqual([[4, 5]]);
    await delivery.stop({ timeoutMs: 0 });
  });

  it("can be stopped before it has begun", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    const delivery = await bench.start({ begin: never() });
    await delivery.stop({ timeoutMs: 0 });
    expect(bench.connector.writes).toEqual([]);
  });

  it("keeps the count and age of failed attempts", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    bench.connector.onWrite = async () => {
      throw new DeliveryError("unavailable", "Away.");
    };
    const before = await bench.start();
    await before.stop({ timeoutMs: 0 });
    await bench.start();
    const [claim] = bench.journal.lane("lake").claims.values();
    expect(claim).toMatchObject({ attempts: 2, firstFailedAtMs: 1_000_000 });
  });

  it("forgets that the destination was degraded, and tells so", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    bench.connector.onWrite = async () => {
      throw new DeliveryError("throttled", "Slower.");
    };
    const before = await bench.start();
    await before.stop({ timeoutMs: 0 });
    expect(bench.journal.lane("lake").state).toMatchObject({ status: "degraded", code: "throttled" });
    bench.connector.onWrite = delivered;
    await bench.start();
    expect(bench.journal.lane("lake").state).toMatchObject({ status: "healthy", code: null });
    expect(bench.told.at(-2)).toBe("lake is healthy null");
  });

  it("divides a batch that is now larger than the vendor takes", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(5));
    bench.connector.onWrite = never;
    const before = await bench.start();
    await before.stop({ timeoutMs: 0 });
    bench.connector.writes.length = 0;
    bench.connector.onWrite = delivered;
    const limits = { records: 2, bytes: 1_000_000 };
    await bench.start({ destinations: [bench.plan({ limits })] });
    expect(bench.connector.writes.map((write) => [write.id, write.seqs])).toEqual([
      ["lake-000000000001-000000000005.0", [1, 2]],
      ["lake-000000000001-000000000005.1", [3, 4]],
      ["lake-000000000001-000000000005.2", [5]],
    ]);
    expect(bench.journal.lane("lake").claims.size).toBe(0);
  });

  it("delivers one revision after the other when a wider filter puts two of them in a batch", async () => {
    const bench = createTestBench();
    bench.journal.store({ key: "a", type: "sleep" }, { key: "a" }, { key: "b" });
    bench.connector.onWrite = never;
    const before = await bench.start({ destinations: [bench.plan({ accepts: ({ seq }) => seq !== 1 })] });
    await before.stop({ timeoutMs: 0 });
    bench.connector.writes.length = 0;
    bench.connector.onWrite = delivered;
    await bench.start();
    expect(bench.connector.writes.map((write) => write.seqs)).toEqual([[1, 3], [2]]);
    expect(bench.journal.lane("lake").retries.size).toBe(0);
  });

  it("still holds back what was claimed to wait behind a retry but was not set aside yet", async () => {
    const bench = createTestBench();
    bench.journal.store({ key: "a" }, {});
    bench.connector.onWrite = async ({ records }) => [
      failureOf(records[0]!, "throttled", { retryAfterMs: 60_000 }),
    ];
    const before = await bench.start();
    bench.journal.failing.set("settle", new Error("disk full"));
    bench.journal.store({ key: "a" });
    await bench.clock.advance(0);
    await before.stop({ timeoutMs: 0 });
    bench.journal.failing.clear();
    expect(bench.journal.lane("lake").claims.size).toBe(1);
    bench.connector.writes.length = 0;
    bench.connector.onWrite = delivered;
    await bench.start();
    expect(bench.connector.writes).toEqual([]);
    await bench.clock.advance(60_000);
    expect(bench.connector.writes.map((write) => write.seqs)).toEqual([[1], [3]]);
  });

  it("takes up retries, and holds back what waits behind them", async () => {
    const bench = createTestBench();
    bench.journal.store({ key: "a" }, {});
    bench.connector.onWrite = async ({ records }) => [
      failureOf(records[0]!, "throttled", { retryAfterMs: 60_000 }),
    ];
    const before = await bench.start();
    await before.stop({ timeoutMs: 0 });
    bench.connector.writes.length = 0;
    bench.connector.onWrite = delivered;
    bench.journal.store({ key: "a" });
    await bench.start();
    expect(bench.connector.writes).toEqual([]);
    await bench.clock.advance(60_000);
    expect(bench.connector.writes.map((write) => write.seqs)).toEqual([[1], [3]]);
  });
});

describe("stopping", () => {
  it("lets what is in flight finish, takes on nothing new and closes the connectors once", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(20));
    let finish: (() => void) | undefined;
    bench.connector.onWrite = async () => {
      await new Promise<void>((resolve) => (finish = resolve));
      return [];
    };
    const delivery = await bench.start();
    const stopped = Promise.all([delivery.stop({ timeoutMs: 10_000 }), delivery.stop({ timeoutMs: 0 })]);
    await bench.clock.advance(9_000);
    finish?.();
    await stopped;
    expect(bench.connector.writes).toHaveLength(1);
    expect(bench.connector.closed).toBe(1);
    expect(bench.journal.lane("lake")).toMatchObject({ claimedThrough: 10, claims: new Map() });
  });

  it("aborts what does not finish in time, and leaves it in the journal", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(3));
    let aborted = false;
    bench.connector.onWrite = (_batch, { signal }) => {
      signal.addEventListener("abort", () => (aborted = true));
      return never();
    };
    const delivery = await bench.start();
    let stopped = false;
    const stopping = delivery.stop({ timeoutMs: 10_000 }).then(() => (stopped = true));
    await bench.clock.advance(9_999);
    expect({ aborted, stopped }).toEqual({ aborted: false, stopped: false });
    await bench.clock.advance(1);
    await stopping;
    expect(aborted).toBe(true);
    expect(bench.journal.lane("lake").claims.size).toBe(1);
    expect(bench.told).toEqual([]);
  });

  it("does not wait for ever for a connector to close", async () => {
    const bench = createTestBench();
    bench.connector.close = never;
    const delivery = await bench.start();
    const stopping = delivery.stop({ timeoutMs: 0 });
    await bench.clock.advance(5_000);
    await expect(stopping).resolves.toBeUndefined();
    expect(bench.clock.nextTimerAtMs()).toBeNull();
  });

  it("ends a probe that hangs at once", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    bench.connector.onWrite = async () => {
      throw new DeliveryError("unauthorized", "No.");
    };
    bench.connector.onCheck = never;
    const delivery = await bench.start();
    await bench.clock.advance(5_000);
    expect(bench.connector.checksAtMs).toHaveLength(1);
    const stopping = delivery.stop({ timeoutMs: 3_600_000 });
    await expect(stopping).resolves.toBeUndefined();
  });

  it("records how far events were passed over", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(7));
    const delivery = await bench.start({ destinations: [bench.plan({ accepts: () => false })] });
    await delivery.stop({ timeoutMs: 0 });
    expect(bench.journal.lane("lake")).toMatchObject({ claimedThrough: 7, claims: new Map() });
  });
});
