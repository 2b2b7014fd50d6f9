import { expect, it } from "vitest";
import { memory } from "./memory.ts";
import { shortRun as run } from "../short-run.ts";

it("needs no more memory for more destinations, whatever they do", { timeout: 240_000 }, async () => {
  const { met, figures, notes } = await memory.run(run);
  console.log(`memory, seed ${run.seed}:`, figures);
  expect(met, JSON.stringify({ figures, notes })).toBe(true);
});
