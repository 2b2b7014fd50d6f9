import { generatePelotonWorkout } from "@musette/testing";
import { expect, it } from "vitest";
import { makeHome, startMusette, testConfig } from "./musette-process.ts";

it("stops on SIGTERM with exit code 0, and starts again with what it had", async () => {
  await using home = await makeHome();
  const configFile = await home.write("musette.yaml", testConfig(home));
  const workout = generatePelotonWorkout({ seed: 1 });
  const first = await startMusette(configFile);
  expect((await first.post("/ingest/peloton?user_id=me", workout)).status).toBe(202);
  expect(await first.kill("SIGTERM")).toBe(0);
  await using second = await startMusette(configFile);
  expect((await second.post("/ingest/peloton?user_id=me", workout)).status).toBe(200);
});

it("refuses to start a second server on the same journal, and says who holds it", async () => {
  await using home = await makeHome();
  const configFile = await home.write("musette.yaml", testConfig(home));
  await using first = await startMusette(configFile);
  await expect(startMusette(configFile)).rejects.toThrow(String(first.child.pid));
});
