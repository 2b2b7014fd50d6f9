import { expect, it } from "vitest";
import { startAttackedServer } from "./attacked-server.ts";

const rounds = 400;

/** The middle one: a machine that is busy with something else for a moment does not move it. */
function median(times: readonly number[]): number {
  return times.toSorted((left, right) => left - right)[Math.floor(times.length / 2)] ?? 0;
}

it("takes as long for a wrong developer as for a wrong key, however much of it is right", async () => {
  await using server = await startAttackedServer();
  const guesses = {
    "wrong developer": { "dev-id": "nobody", "x-api-key": "test-key" },
    "wrong key": { "dev-id": "tester", "x-api-key": "xxxx-xxx" },
    "right but for its end": { "dev-id": "tester", "x-api-key": "test-kex" },
    "a longer key": { "dev-id": "tester", "x-api-key": `test-key${"x".repeat(1_000)}` },
  };
  const times = new Map(Object.keys(guesses).map((name): [string, number[]] => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    // In turn, so that what else the machine does falls on all of them.
    for (const [name, headers] of Object.entries(guesses)) {
      const startedMs = performance.now();
      const response = await fetch(new URL("/v2/subscriptions", server.musette.url), { headers });
      await response.arrayBuffer();
      if (round > 20) times.get(name)?.push(performance.now() - startedMs);
      expect(response.status).toBeGreaterThanOrEqual(400);
    }
  }
  const medians = [...times.values()].map(median);
  const [fastest, slowest] = [Math.min(...medians), Math.max(...medians)];
  expect(slowest / fastest, `medians in ms: ${medians.map((ms) => ms.toFixed(3)).join(", ")}`).toBeLessThan(
    1.5,
  );
});
