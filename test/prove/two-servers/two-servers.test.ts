import { expect, it } from "vitest";
import { twoServers } from "./two-servers.ts";
import { shortRun as run } from "../short-run.ts";

it("lets one server have a journal, whichever way another comes to it", { timeout: 180_000 }, async () => {
  const { met, figures, notes } = await twoServers.run(run);
  console.log(`two-servers, seed ${run.seed}:`, figures);
  expect(met, JSON.stringify({ figures, notes })).toBe(true);
});
