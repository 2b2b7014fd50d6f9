import { expect, it } from "vitest";
import { twoServers } from "./two-servers.ts";

const run = {
  scale: "short",
  seed: 2_026,
  signal: new AbortController().signal,
  progress: () => {},
} as const;

it("lets one server have a journal, whichever way another comes to it", { timeout: 180_000 }, async () => {
  const { met, figures, notes } = await twoServers.run(run);
  console.log(`two-servers, seed ${run.seed}:`, figures);
  expect(met, JSON.stringify({ figures, notes })).toBe(true);
});
