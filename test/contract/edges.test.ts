import { generatePelotonWorkout } from "@musette/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { alice, startMusetteUnderTest, type MusetteUnderTest } from "./musette-under-test.ts";

let under: MusetteUnderTest;

beforeAll(async () => {
  under = await startMusetteUnderTest({ destination: false });
  await under.ingest(
    "/ingest/peloton?user_id=ann",
    generatePelotonWorkout({ seed: 1, durationSeconds: 60, startTimeSeconds: 1_717_000_000 }),
  );
});

afterAll(async () => {
  await under[Symbol.asyncDispose]();
});

const data = "/activity?user_id=ann&to_webhook=false&start_date=";

describe.each(["/v2", "/api/v2"])("under %s", (prefix) => {
  it.each<[what: string, method: string, path: string, status: number, body?: string]>([
    ["a start in milliseconds", "GET", `${data}1717000000000`, 400],
    ["a start with a time", "GET", `${data}2024-05-29T00:00:00Z`, 400],
    ["seconds of which the end is before the start", "GET", `${data}1717000000&end_date=1716999999`, 400],
    [
      "a date of which the end is before the start in seconds",
      "GET",
      `${data}2024-05-30&end_date=1716900000`,
      400,
    ],
    ["a day that the month does not have", "GET", `${data}2023-02-29`, 400],
    ["a user of nothing but a NUL", "GET", data.replace("ann", "%00") + "2024-05-29", 404],
    ["a user of 5,000 characters", "GET", data.replace("ann", "x".repeat(5_000)) + "2024-05-29", 404],
    [
      "what is to be sent where there is no destination",
      "GET",
      "/activity?user_id=ann&start_date=2024-05-29",
      400,
    ],
    ["a page that is no number", "GET", "/subscriptions?page=abc", 400],
    ["a page in exponents", "GET", "/subscriptions?page=1e3", 400],
    ["an empty page", "GET", "/subscriptions?page=", 400],
    ["a list of ids that is no JSON", "POST", "/bulkUserInfo", 400, '["ann"'],
    ["a list of ids that is too large", "POST", "/bulkUserInfo", 413, `["${"x".repeat(1_100_000)}"]`],
    ["a change of nothing", "PATCH", "/users/ann", 400, "{}"],
    ["a change without a body", "PATCH", "/users/ann", 400],
    ["a change of a user whose name is no UTF-8", "PATCH", "/users/%ff", 404, '{"active":true}'],
    ["a change of a path within a user", "PATCH", "/users/..%2fann", 404, '{"active":true}'],
    ["nobody to be deauthenticated", "DELETE", "/auth/deauthenticateUser", 400],
    ["a path that is not there", "GET", "/hormone", 404],
    ["a method that is not there", "PUT", "/activity?user_id=ann", 404],
  ])("refuses %s as a problem with the reference", async (_, method, path, status, body) => {
    const response = await fetch(under.musette.url + prefix + path, {
      method,
      headers: { "dev-id": alice.devId, "x-api-key": alice.apiKey, "terra-reference": "mine.1" },
      ...(body === undefined ? {} : { body }),
    });
    expect({ status: response.status, type: response.headers.get("content-type") }).toEqual({
      status,
      type: "application/problem+json",
    });
    expect(response.headers.get("terra-reference")).toBe("mine.1");
    const problem = (await response.json()) as Readonly<Record<string, unknown>>;
    expect(problem).toMatchObject({ status: "error", title: expect.any(String), message: problem["detail"] });
    expect(String(problem["instance"])).toMatch(new RegExp(`^${prefix}/`));
  });

  it("takes a date and seconds together, and years that no calendar has yet", async () => {
    const ask = async (range: string) => {
      const url = `${under.musette.url}${prefix}${data}${range}`;
      const headers = { "dev-id": alice.devId, "x-api-key": alice.apiKey };
      const response = await fetch(url, { headers });
      expect(response.status).toBe(200);
      return ((await response.json()) as { readonly data: readonly unknown[] }).data.length;
    };
    expect(await ask("2024-05-29&end_date=1717000001")).toBe(1);
    expect(await ask("2024-05-29&end_date=1717000000")).toBe(0);
    expect(await ask("9999-12-31")).toBe(0);
  });
});
