import { expect, it } from "vitest";
import { damage } from "./damage.ts";

it("serves nothing wrong from damaged files, and says what is missing", async () => {
  const seed = 2_026;
  const { signal } = new AbortController();
  const result = await damage.run({ scale: "short", seed, signal, progress: () => {} });
  console.log(`damage, seed ${seed}:`, result.figures);
  expect(result.notes).toEqual([]);
  expect(result.met).toBe(true);
});
