import type { DeliveryRequest } from "@musette/core";
import type { Retry } from "@musette/journal";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alignChunks } from "./align-chunks.ts";
import { chunkOf, takeWholeChunks } from "./take-whole-chunks.ts";

function row(seq: number, chunk: DeliveryRequest["chunk"], nextAtMs = 0): Retry {
  const failure = { attempts: 0, firstFailedAtMs: 0, code: "conflict", message: "" } as const;
  return { seq, key: `key-${seq}`, nextAtMs, ...failure, request: { reference: "ref", chunk } };
}

const rows = fc
  .array(fc.option(fc.nat(4)), { maxLength: 40 })
  .map((chunks) =>
    chunks.map((index, place) => row(place + 1, index === null ? null : { index, events: 9 })),
  );

describe("taking rows that are due", () => {
  it("takes no more than it may, oldest first, and parts no chunk that had room", () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 20 }), (due, limit) => {
        const taken = takeWholeChunks(due, limit);
        expect(taken.map(({ seq }) => seq)).toEqual(taken.map(({ seq }) => seq).toSorted((a, b) => a - b));
        expect(taken.length).toBeLessThanOrEqual(limit);
        expect(taken[0]?.seq).toBe(due[0]?.seq);
        const parted = [...Map.groupBy(due, chunkOf)].filter(([chunk, all]) => {
          const count = taken.filter((one) => chunkOf(one) === chunk).length;
          return count > 0 && count < all.length;
        });
        // Only the first can be larger than a whole batch.
        for (const [, all] of parted) expect([all[0]?.seq, all.length > limit]).toEqual([1, true]);
      }),
    );
  });

  it("takes rows of no chunk as they come", () => {
    const due = [3, 1, 2].map((seq) => row(seq, null));
    expect(takeWholeChunks(due, 2).map(({ seq }) => seq)).toEqual([1, 2]);
  });
});

it("lets the rows of a chunk that failed wait for one another, and nobody else", () => {
  const chunk = { index: 1, events: 2 };
  const other = { index: 2, events: 1 };
  const aligned = alignChunks([row(1, chunk, 500), row(2, null, 100), row(3, chunk, 900), row(4, other, 50)]);
  expect(aligned.map(({ nextAtMs }) => nextAtMs)).toEqual([900, 100, 900, 50]);
});
