import { generatePelotonWorkout } from "@musette/testing";
import { describe, expect, it } from "vitest";
import { expectProblem } from "./expect-problem.ts";
import { makeHome, startMusette, testConfig } from "./musette-process.ts";

describe("a developer who sends too fast", () => {
  it("gets 429 with Retry-After, and the others do not", async () => {
    await using quiet = await makeHome();
    const limited = "{ dev_id: fast, api_key: fast-key, requests_per_second: 2 }";
    const config = testConfig(quiet).replace("api_key: test-key }]", `api_key: test-key }, ${limited}]`);
    await using server = await startMusette(await quiet.write("musette.yaml", config));
    const post = (seed: number, headers = {}) =>
      server.post(
        "/ingest/peloton?reference_id=me",
        generatePelotonWorkout({ seed, durationSeconds: 60 }),
        headers,
      );
    const fast = { "dev-id": "fast", "x-api-key": "fast-key" };
    const answers = await Promise.all([1, 2, 3, 4].map((seed) => post(seed, fast)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    for (const response of refused) {
      expectProblem(response, 429);
      expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect((await post(5)).status).toBe(202);
  });
});

describe("another developer's user", () => {
  it("is not there for you: 404, and nothing is stored", async () => {
    await using shared = await makeHome();
    const config = testConfig(shared).replace(
      "api_key: test-key }]",
      "api_key: test-key }, { dev_id: other, api_key: other-key }]",
    );
    await using server = await startMusette(await shared.write("musette.yaml", config));
    const other = { "dev-id": "other", "x-api-key": "other-key" };
    expect(
      (await server.post("/ingest/peloton?user_id=me", generatePelotonWorkout({ seed: 1 }))).status,
    ).toBe(202);
    expectProblem(
      await server.post("/ingest/peloton?user_id=me", generatePelotonWorkout({ seed: 2 }), other),
      404,
    );
    const terra = { type: "athlete", user: { user_id: "me", provider: "PELOTON" }, athlete: {} };
    expectProblem(await server.post("/ingest/terra", terra, other), 404);
    const healthcheck = { type: "healthcheck", status: "healthy" };
    expect((await server.post("/ingest/terra", healthcheck)).status).toBe(202);
    expect((await server.post("/ingest/terra", { ...healthcheck, count: 1 }, other)).status).toBe(202);
  });
});
