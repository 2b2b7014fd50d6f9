import { expect, it } from "vitest";
import { journalModel } from "./journal-model.ts";
import { shortRun as run } from "../short-run.ts";

it("agrees with its model, run after run", { timeout: 180_000 }, async () => {
  const { met, figures, notes } = await journalModel.run(run);
  console.log(`journal-model, seed ${run.seed}:`, figures);
  expect(met, JSON.stringify({ figures, notes })).toBe(true);
});
