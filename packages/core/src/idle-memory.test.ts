import { getHeapSpaceStatistics } from "node:v8";
import { expect, it } from "vitest";
import { collectGarbage } from "./idle-memory.ts";

function youngBytes(): number {
  return (
    getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space")?.physical_space_size ?? 0
  );
}

/** Survivors are what makes V8 give the young generation more pages. */
function growYoungGeneration(): void {
  let kept: unknown[] = [];
  for (let made = 0; made < 1_000_000; made++) {
    kept.push({ made, text: `${made}` });
    if (kept.length > 100_000) kept = [];
  }
}

it("lets go of the pages that busy times have filled", () => {
  growYoungGeneration();
  const busyBytes = youngBytes();
  expect(busyBytes).toBeGreaterThan(4_000_000);
  collectGarbage();
  expect(youngBytes()).toBeLessThan(busyBytes / 2);
  // And again: the flag that it needs is taken away and set anew.
  growYoungGeneration();
  collectGarbage();
  expect(youngBytes()).toBeLessThan(busyBytes / 2);
});
