import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { historyBodies, pagesOf, storedEvent } from "./history.fixture.ts";
import { loadItems } from "./load-items.ts";
import { planChunks } from "./plan-chunks.ts";

async function plan(sizes: readonly number[], gone: ReadonlySet<number> = new Set()) {
  const events = sizes.map((_, seq) => storedEvent(seq));
  const bodies = historyBodies({ bytes: ({ seq }) => sizes[seq] ?? 0, gone });
  return await planChunks(loadItems(bodies, pagesOf(events)));
}

describe("planChunks", () => {
  it("puts ten items into a payload, or fewer where ten would be more than 10 MB", async () => {
    expect((await plan(Array.from({ length: 25 }, () => 1_000))).map(({ length }) => length)).toEqual([
      10, 10, 5,
    ]);
    expect(await plan([6e6, 4e6, 1, 9e6, 2e6])).toEqual([[0, 1], [2, 3], [4]]);
  });

  it("makes a payload of its own of an item that is larger, and takes along one that cannot be made", async () => {
    expect(await plan([5, 20e6, 5])).toEqual([[0], [1], [2]]);
    expect(await plan([5, 5], new Set([1]))).toEqual([[0, 1]]);
  });

  it("has no payload where there is no item", async () => {
    expect(await plan([])).toEqual([]);
  });

  it("keeps every item once and in order, within both limits", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 12_000_000 }), { maxLength: 60 }),
        async (sizes) => {
          const chunks = await plan(sizes);
          expect(chunks.flat()).toEqual(sizes.map((_, seq) => seq));
          for (const chunk of chunks) {
            const bytes = chunk.reduce((sum, seq) => sum + (sizes[seq] ?? 0), 0);
            expect(chunk.length).toBeLessThanOrEqual(10);
            expect(chunk.length === 1 || bytes <= 10_000_000).toBe(true);
          }
        },
      ),
    );
  });
});
