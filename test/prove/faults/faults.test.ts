import { expect, it } from "vitest";
import { clockChanges } from "./clock-changes.ts";
import { destinationFaults } from "./destination-faults.ts";

const run = {
  scale: "short",
  seed: 2_026,
  signal: new AbortController().signal,
  progress: () => {},
} as const;

it.each([destinationFaults, clockChanges])("holds its bar: $name", { timeout: 120_000 }, async (proof) => {
  const { met, figures } = await proof.run(run);
  console.log(`${proof.name}, seed ${run.seed}:`, figures);
  expect(met, JSON.stringify(figures)).toBe(true);
});
