import { describe, expect, it } from "vitest";
import { createTestBench, delivered, failureOf, many, seqOf } from "./testing-delivery.ts";

describe("a record that fails", () => {
  it("is tried again alone; the others are delivered", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(3));
    bench.connector.onWrite = async ({ records }) => [
      failureOf(records[1]!, "throttled", { retryAfterMs: 7_000 }),
    ];
    await bench.start();
    const { retries, claims } = bench.journal.lane("lake");
    expect(claims.size).toBe(0);
    expect([...retries.values()]).toMatchObject([
      { seq: 2, attempts: 1, nextAtMs: 1_007_000, code: "throttled" },
    ]);
    bench.connector.onWrite = delivered;
    await bench.clock.advance(6_999);
    expect(bench.connector.writes).toHaveLength(1);
    await bench.clock.advance(1);
    expect(bench.connector.writes[1]?.seqs).toEqual([2]);
    expect(retries.size).toBe(0);
  });

  it("holds back later revisions of its item, and no others", async () => {
    const bench = createTestBench();
    bench.journal.store({ key: "a" }, { key: "b" });
    bench.connector.onWrite = async ({ records }) => [failureOf(records[0]!, "conflict")];
    await bench.start();
    bench.connector.onWrite = delivered;
    bench.journal.store({ key: "b" }, { key: "a" }, { key: "a" }, { key: "c" });
    await bench.clock.advance(0);
    expect(bench.connector.writes.slice(1).map((write) => write.seqs)).toEqual([[3], [6]]);
    expect([...bench.journal.lane("lake").retries.keys()]).toEqual([1, 4, 5]);
    await bench.clock.advance(500);
    expect(bench.connector.writes.slice(3).map((write) => write.seqs)).toEqual([[1], [4], [5]]);
    expect(bench.journal.lane("lake").retries.size).toBe(0);
  });

  it.each(["rejected", "too_large"] as const)("is a dead letter when it is refused (%s)", async (code) => {
    const bench = createTestBench();
    bench.journal.store(...many(3));
    bench.connector.onWrite = async ({ records }) => [failureOf(records[2]!, code)];
    await bench.start();
    expect([...bench.journal.lane("lake").deadLetters.values()]).toMatchObject([
      { seq: 3, code, attempts: 1 },
    ]);
    expect(bench.told).toEqual(["lake delivered 2", `lake ${code} 1`, `lake lost event-3 ${code}`]);
  });

  it("pauses the destination when it says that access is missing, and is due when that is over", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(2));
    bench.connector.onWrite = async ({ records }) => [failureOf(records[1]!, "unauthorized")];
    const delivery = await bench.start();
    expect(await delivery.status()).toMatchObject([
      { state: { status: "paused", code: "unauthorized" }, retries: 1 },
    ]);
    bench.connector.onWrite = delivered;
    await bench.clock.advance(5_000);
    expect(await delivery.status()).toMatchObject([
      { state: { status: "healthy" }, retries: 0, delivered: 2 },
    ]);
  });

  it("counts as the batch when every record fails", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(2));
    bench.connector.onWrite = async ({ records }) => records.map((record) => failureOf(record, "throttled"));
    const delivery = await bench.start();
    expect(bench.journal.lane("lake")).toMatchObject({ retries: new Map() });
    expect(bench.journal.lane("lake").claims.size).toBe(1);
    expect(await delivery.status()).toMatchObject([{ state: { status: "degraded", code: "throttled" } }]);
  });

  it("that was not in the batch makes the batch fail, because nothing is known of the others", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(2));
    bench.connector.onWrite = async ({ records }) => [{ ...failureOf(records[0]!, "conflict"), id: "other" }];
    const delivery = await bench.start();
    const [status] = await delivery.status();
    expect(status?.state).toMatchObject({ status: "degraded", code: "unknown" });
    expect(status?.state.message).toContain("was not in the batch");
    expect(status?.delivered).toBe(0);
  });

  it("is not sent when it is larger than the destination takes", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(12));
    const limits = { records: 100, bytes: 1_000_000, recordBytes: '{"seq":9}'.length };
    await bench.start({ destinations: [bench.plan({ limits })] });
    expect(bench.connector.writes.flatMap((write) => write.seqs)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect([...bench.journal.lane("lake").deadLetters.keys()]).toEqual([10, 11, 12]);
    expect(bench.told).toContain("lake lost event-10 too_large");
  });

  it("is a dead letter when its body cannot be made again", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(2));
    const bodies = {
      remember: () => undefined,
      load: async () => [new Error("Payload 1 is gone."), new Error("So is 2.")],
    };
    await bench.start({ bodies });
    expect(bench.connector.writes).toEqual([]);
    expect([...bench.journal.lane("lake").deadLetters.values()]).toMatchObject([
      { seq: 1, code: "rejected", message: "Payload 1 is gone." },
      { seq: 2, code: "rejected", message: "So is 2." },
    ]);
  });

  it("is passed over when its event was erased from the journal while it waited", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(2));
    bench.connector.onWrite = async ({ records }) => [failureOf(records[1]!, "conflict")];
    await bench.start();
    bench.journal.forget(2);
    await bench.clock.advance(1_000);
    expect(bench.journal.lane("lake")).toMatchObject({ retries: new Map(), deadLetters: new Map() });
  });

  it("is a dead letter when it has failed for longer than it may", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(2));
    bench.connector.onWrite = async ({ records }) =>
      records.filter((record) => seqOf(record) === 1).map((record) => failureOf(record, "conflict"));
    const retry = { firstMs: 1_000, longestMs: 1_000, giveUpAfterMs: 10_000 };
    await bench.start({ destinations: [bench.plan({ retry })] });
    await bench.clock.advance(60_000);
    expect([...bench.journal.lane("lake").deadLetters.values()]).toMatchObject([
      { seq: 1, code: "conflict" },
    ]);
    expect(bench.journal.lane("lake").retries.size).toBe(0);
  });
});
