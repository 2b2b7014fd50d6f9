import { expect, it } from "vitest";
import { clockChanges } from "./clock-changes.ts";
import { destinationFaults } from "./destination-faults.ts";
import { shortRun as run } from "../short-run.ts";

it.each([destinationFaults, clockChanges])("holds its bar: $name", { timeout: 120_000 }, async (proof) => {
  const { met, figures } = await proof.run(run);
  console.log(`${proof.name}, seed ${run.seed}:`, figures);
  expect(met, JSON.stringify(figures)).toBe(true);
});
