import { describe, expect, it } from "vitest";
import { createTestBench, delivered, failureOf, many } from "./testing-delivery.ts";

describe("a journal that refuses", () => {
  it.each(["read", "claim", "settle"] as const)("delays delivery and loses nothing (%s)", async (method) => {
    const bench = createTestBench();
    bench.journal.store(...many(3));
    bench.journal.failing.set(method, new Error("disk full"));
    const delivery = await bench.start();
    await bench.clock.advance(10_000);
    expect(await delivery.status()).toMatchObject([
      { state: { status: "degraded", code: "unavailable" }, lagEvents: 3 },
    ]);
    bench.journal.failing.clear();
    await bench.clock.advance(30_000);
    expect(bench.connector.writes.map((write) => write.seqs)).toEqual([[1, 2, 3]]);
    expect(await delivery.status()).toMatchObject([
      { state: { status: "healthy" }, lagEvents: 0, delivered: 3 },
    ]);
  });

  it("delays a batch whose bodies cannot be read", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(3));
    bench.connector.onWrite = async ({ records }) => [failureOf(records[0]!, "conflict")];
    const delivery = await bench.start();
    bench.journal.failing.set("readEvents", new Error("disk gone"));
    bench.connector.onWrite = delivered;
    await bench.clock.advance(10_000);
    expect(await delivery.status()).toMatchObject([{ retries: 1 }]);
    bench.journal.failing.clear();
    await bench.clock.advance(30_000);
    expect(await delivery.status()).toMatchObject([
      { retries: 0, delivered: 3, state: { status: "healthy" } },
    ]);
  });
});
