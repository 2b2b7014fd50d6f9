import { describe, expect, it } from "vitest";
import { createTestBench, delivered, failureOf, seqOf } from "./testing-delivery.ts";

const many = (count: number, receivedAtMs = 0) => Array.from({ length: count }, () => ({ receivedAtMs }));

describe("a batch", () => {
  it("waits for company as long as its oldest event may wait", async () => {
    const bench = createTestBench();
    await bench.start({ destinations: [bench.plan({ batch: { records: 10, bytes: 1e6, waitMs: 2_000 } })] });
    bench.journal.store({ receivedAtMs: bench.clock.now() });
    await bench.clock.advance(1_500);
    bench.journal.store({ receivedAtMs: bench.clock.now() });
    await bench.clock.advance(499);
    expect(bench.connector.writes).toEqual([]);
    await bench.clock.advance(1);
    expect(bench.connector.writes.map((write) => write.seqs)).toEqual([[1, 2]]);
  });

  it("does not wait when it is full", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(10, bench.clock.now()));
    await bench.start({ destinations: [bench.plan({ batch: { records: 10, bytes: 1e6, waitMs: 2_000 } })] });
    expect(bench.connector.writes).toHaveLength(1);
  });

  it("is not looked for again with each event, but when it is full", async () => {
    const bench = createTestBench();
    await bench.start({ destinations: [bench.plan({ batch: { records: 10, bytes: 1e6, waitMs: 2_000 } })] });
    bench.journal.store({ receivedAtMs: bench.clock.now() });
    await bench.clock.advance(0);
    const looks = bench.journal.calls.get("read");
    for (let stored = 1; stored < 9; stored++) {
      bench.journal.store({ receivedAtMs: bench.clock.now() });
      await bench.clock.advance(10);
    }
    expect(bench.journal.calls.get("read")).toBe(looks);
    expect(bench.connector.writes).toEqual([]);
    bench.journal.store({ receivedAtMs: bench.clock.now() });
    await bench.clock.advance(0);
    expect(bench.connector.writes.map((write) => write.seqs)).toEqual([[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]]);
  });

  it("goes in its time where what came meanwhile is not wanted", async () => {
    const bench = createTestBench();
    const accepts = ({ key }: { readonly key: string }) => key === "wanted";
    const batch = { records: 3, bytes: 1e6, waitMs: 2_000 };
    await bench.start({ destinations: [bench.plan({ accepts, batch })] });
    bench.journal.store({ key: "wanted", receivedAtMs: bench.clock.now() });
    await bench.clock.advance(1_000);
    bench.journal.store({ key: "other" }, { key: "other" }, { key: "other" });
    await bench.clock.advance(999);
    expect(bench.connector.writes).toEqual([]);
    await bench.clock.advance(1);
    expect(bench.connector.writes.map((write) => write.seqs)).toEqual([[1]]);
  });

  it("does not wait longer when the clock was set back since its event came", async () => {
    const bench = createTestBench();
    bench.journal.store({ receivedAtMs: bench.clock.now() + 3_600_000 });
    await bench.start({ destinations: [bench.plan({ batch: { records: 10, bytes: 1e6, waitMs: 2_000 } })] });
    await bench.clock.advance(2_000);
    expect(bench.connector.writes).toHaveLength(1);
  });

  it("is cut where it would be larger than it may, in bytes", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(5));
    const limits = { records: 100, bytes: '{"seq":1}'.length * 2 };
    await bench.start({ destinations: [bench.plan({ limits })] });
    expect(bench.connector.writes.map((write) => write.seqs)).toEqual([[1, 2], [3, 4], [5]]);
  });

  it("holds one record when that alone is larger than a batch may be", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(2));
    await bench.start({ destinations: [bench.plan({ limits: { records: 100, bytes: 3 } })] });
    expect(bench.connector.writes.map((write) => write.seqs)).toEqual([[1], [2]]);
  });

  it("holds no two revisions of an item, nor one that is being delivered", async () => {
    const bench = createTestBench();
    bench.journal.store({ key: "a" }, { key: "b" }, { key: "a" }, { key: "c" }, { key: "a" });
    const finish: (() => void)[] = [];
    bench.connector.onWrite = async () => {
      await new Promise<void>((resolve) => finish.push(resolve));
      return [];
    };
    await bench.start({ destinations: [bench.plan({ rate: { concurrency: 5, perSecond: null } })] });
    expect(bench.connector.writes.map((write) => write.seqs)).toEqual([[1, 2]]);
    finish[0]?.();
    await bench.clock.advance(0);
    expect(bench.connector.writes.map((write) => write.seqs)).toEqual([
      [1, 2],
      [3, 4],
    ]);
    finish[1]?.();
    await bench.clock.advance(0);
    expect(bench.connector.writes[2]?.seqs).toEqual([5]);
  });
});

describe("the rate", () => {
  it("is so many records in any second", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(400));
    const rate = { concurrency: 4, perSecond: 50 };
    const batch = { records: 20, bytes: 1e6, waitMs: 0 };
    const delivery = await bench.start({ destinations: [bench.plan({ rate, batch })] });
    await bench.clock.advance(10_000);
    expect(await delivery.status()).toMatchObject([{ delivered: 400 }]);
    const { writes } = bench.connector;
    // The bucket starts full, so the first window may hold one second's worth besides.
    for (const { atMs } of writes) {
      const inSecond = writes.filter((other) => other.atMs >= atMs && other.atMs < atMs + 1_000);
      const records = inSecond.reduce((sum, { seqs }) => sum + seqs.length, 0);
      expect(records).toBeLessThanOrEqual(atMs === 1_000_000 ? 100 : 70);
    }
    expect(writes.at(-1)!.atMs - writes[0]!.atMs).toBeGreaterThanOrEqual(7_000);
  });

  it("holds below one record a second", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(3));
    const rate = { concurrency: 4, perSecond: 0.5 };
    await bench.start({ destinations: [bench.plan({ rate })] });
    await bench.clock.advance(10_000);
    expect(bench.connector.writes.map(({ seqs, atMs }) => [seqs, atMs])).toEqual([
      [[1], 1_000_000],
      [[2], 1_002_000],
      [[3], 1_004_000],
    ]);
  });
});

describe("retries", () => {
  it("take turns with fresh work", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(40));
    const failing = new Set(Array.from({ length: 40 }, (_, index) => index + 1));
    bench.connector.onWrite = async ({ records }) =>
      records
        .slice(1)
        .filter((record) => failing.delete(seqOf(record)))
        .map((record) => failureOf(record, "conflict"));
    const delivery = await bench.start({ random: () => 0 });
    const kinds = bench.connector.writes.map(({ id }) => (id.includes("retry") ? "retry" : "fresh"));
    expect(kinds.slice(0, 6)).toEqual(["fresh", "retry", "fresh", "retry", "fresh", "retry"]);
    bench.connector.onWrite = delivered;
    await bench.clock.advance(1_000);
    expect(await delivery.status()).toMatchObject([{ delivered: 40, retries: 0 }]);
  });

  it("that are many make fresh work wait, so that memory is bounded", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(60_000));
    bench.connector.onWrite = async ({ records }) =>
      records.slice(1).map((record) => failureOf(record, "throttled", { retryAfterMs: 600_000 }));
    const batch = { records: 1_000, bytes: 1e9, waitMs: 0 };
    const limits = { records: 1_000, bytes: 1e9 };
    const plan = bench.plan({ batch, limits });
    const before = await bench.start({ destinations: [plan] });
    await bench.clock.advance(1_000);
    expect(bench.journal.lane("lake").retries.size).toBeLessThan(22_000);
    expect(bench.journal.lane("lake").claimedThrough).toBe(21_000);
    await before.stop({ timeoutMs: 0 });

    bench.connector.onWrite = delivered;
    const after = await bench.start({ destinations: [plan] });
    await bench.clock.advance(600_000);
    await after.drained({ signal: AbortSignal.timeout(10_000) });
    expect(bench.journal.lane("lake").retries.size).toBe(0);
  });
});
