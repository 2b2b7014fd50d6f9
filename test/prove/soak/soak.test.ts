import { expect, it } from "vitest";
import { soak } from "./soak.ts";
import { shortRun as run } from "../short-run.ts";
const pictures = new Map<string, string>();

it("delivers everything of a mixed load, whatever the destinations do", { timeout: 240_000 }, async () => {
  const { met, figures, notes } = await soak.run({
    ...run,
    picture: (name, svg) => void pictures.set(name, svg),
  });
  console.log(`soak, seed ${run.seed}:`, figures);
  expect(met, JSON.stringify({ figures, notes })).toBe(true);
  expect(pictures.get("soak.svg")).toMatch(/^<svg[^>]+>[\s\S]*<\/svg>\s*$/);
});
