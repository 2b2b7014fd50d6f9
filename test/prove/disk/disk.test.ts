import { expect, it } from "vitest";
import { diskFull } from "./disk-full.ts";
import { fsyncError } from "./fsync-error.ts";
import { shortRun as run } from "../short-run.ts";

it("acknowledges nothing that fsync refused", { timeout: 180_000 }, async () => {
  const { met, figures } = await fsyncError.run(run);
  console.log(`fsync-error, seed ${run.seed}:`, figures);
  expect(met, JSON.stringify(figures)).toBe(true);
});

it(
  "refuses on a full disk, loses nothing, and goes on when there is room",
  { timeout: 180_000 },
  async () => {
    const { met, figures } = await diskFull.run(run);
    console.log(`disk-full, seed ${run.seed}:`, figures);
    expect(met, JSON.stringify(figures)).toBe(true);
  },
);
