import { DeliveryError } from "@musette/core";
import { describe, expect, it } from "vitest";
import { createTestBench, failOn, many } from "./testing-delivery.ts";

describe("a batch that is refused", () => {
  it.each(["rejected", "too_large"] as const)(
    "is halved until the record stands alone (%s)",
    async (code) => {
      const bench = createTestBench();
      bench.journal.store(...many(8));
      bench.connector.onWrite = failOn(code, 3);
      const delivery = await bench.start();
      const id = "lake-000000000001-000000000008";
      expect(bench.connector.writes.map((write) => [write.id, write.seqs])).toEqual([
        [id, [1, 2, 3, 4, 5, 6, 7, 8]],
        [`${id}.0`, [1, 2, 3, 4]],
        [`${id}.0.0`, [1, 2]],
        [`${id}.0.1`, [3, 4]],
        [`${id}.0.1.0`, [3]],
        [`${id}.0.1.1`, [4]],
        [`${id}.1`, [5, 6, 7, 8]],
      ]);
      expect([...bench.journal.lane("lake").deadLetters.values()]).toMatchObject([
        { seq: 3, code, attempts: 4 },
      ]);
      expect(await delivery.status()).toMatchObject([{ delivered: 7, state: { status: "healthy" } }]);
    },
  );

  it("goes on where it was when the destination goes away in between", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(4));
    bench.connector.onWrite = async (batch, options) => {
      if (bench.connector.writes.length === 3) throw new DeliveryError("unavailable", "Away.");
      return failOn("rejected", 4)(batch, options);
    };
    const delivery = await bench.start();
    await bench.clock.advance(10_000);
    const tried = bench.connector.writes.map((write) => write.seqs);
    expect(tried).toEqual([[1, 2, 3, 4], [1, 2], [3, 4], [3, 4], [3], [4]]);
    expect(await delivery.status()).toMatchObject([{ delivered: 3, deadLetters: 1 }]);
  });
});
