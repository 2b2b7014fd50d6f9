import { expect, it } from "vitest";
import { memory } from "./memory.ts";

const run = {
  scale: "short",
  seed: 2_026,
  signal: new AbortController().signal,
  progress: () => {},
} as const;

it("needs no more memory for more destinations, whatever they do", { timeout: 240_000 }, async () => {
  const { met, figures, notes } = await memory.run(run);
  console.log(`memory, seed ${run.seed}:`, figures);
  expect(met, JSON.stringify({ figures, notes })).toBe(true);
});
