import { generateIfitLog, generatePelotonWorkout } from "@musette/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiClient, type ApiClient, type DataQuery } from "./client.ts";
import { expectAnswer, expectCovered } from "./expect-answer.ts";
import { startMusetteUnderTest, type MusetteUnderTest } from "./musette-under-test.ts";
import { fullAthlete, fullItem, itemSchemas, terraWebhook, type ItemType } from "./terra-payloads.ts";

const types = Object.keys(itemSchemas) as ItemType[];
const morning = "2026-03-01T07:00:00.000000+01:00";
const sent = { user_id: "me", start_date: "2026-03-01" } as const;
const inline = { ...sent, to_webhook: false } as const;

let under: MusetteUnderTest;
let clients: readonly ApiClient[];

beforeAll(async () => {
  under = await startMusetteUnderTest();
  clients = [under.api, under.newerApi];
  for (const type of types) {
    await under.ingest("/ingest/terra", terraWebhook(type, "me", [fullItem(type, morning)]));
  }
  const athlete = { type: "athlete", user: { user_id: "me", provider: "PELOTON" }, athlete: fullAthlete() };
  await under.ingest("/ingest/terra", { ...athlete, version: "2022-03-16" });
  await under.ingest("/ingest/terra", terraWebhook("daily", "nobody-knows-the-athlete", []));
  await under.ingest("/ingest/ifit?user_id=runner", generateIfitLog({ seed: 5, kind: "treadmill" }));
  const startTimeSeconds = Date.parse("2026-04-02T01:30:00Z") / 1000;
  for (let day = 0; day < 40; day++) {
    const ride = { seed: day, startTimeSeconds: startTimeSeconds + day * 86_400, durationSeconds: 120 };
    await under.ingest("/ingest/peloton?user_id=rider", generatePelotonWorkout(ride));
  }
});

afterAll(async () => {
  await under[Symbol.asyncDispose]();
});

interface Inline {
  readonly type: string;
  readonly user: { readonly user_id: string };
  readonly data: readonly {
    readonly metadata: { readonly start_time: string };
    readonly heart_rate_data?: { readonly detailed?: { readonly hr_samples?: readonly unknown[] } };
  }[];
}

describe.each(types)("GET /%s", (type) => {
  it("answers the items themselves, every member as it came", async () => {
    for (const api of clients) {
      const answer = await api.data(type, { ...inline, with_samples: true });
      expectAnswer(answer, 200);
      expect(answer.body).toMatchObject({ type, user: { user_id: "me", provider: "PELOTON", active: true } });
      expect((answer.body as Inline).data).toEqual([fullItem(type, morning)]);
    }
  });

  it("leaves lists of samples empty unless they are asked for", async () => {
    const answer = await under.api.data(type, inline);
    expectAnswer(answer, 200);
    expect(JSON.stringify(answer.body)).not.toMatch(/_samples[a-z_]*":\[[^\]]/);
  });

  it("sends to the destinations by default, and says so under the request's reference", async () => {
    for (const api of clients) {
      const answer = await api.data(type, sent);
      expectAnswer(answer, 200);
      const reference = answer.headers.get("terra-reference");
      expect(answer.body).toMatchObject({ status: "success", type, reference, trace_id: reference });
      expect(answer.body).not.toHaveProperty("message");
    }
  });

  it.each([
    ["no user_id", { user_id: undefined }, 400],
    ["no start_date", { start_date: undefined }, 400],
    ["a start that is not a date", { start_date: "2026-02-30" }, 400],
    ["an end that is not a date", { end_date: "soon" }, 400],
    ["an end before the start", { end_date: "2026-02-01" }, 400],
    ["to_webhook that is no boolean", { to_webhook: "maybe" }, 400],
    ["with_samples that is no boolean", { with_samples: "1" }, 400],
    ["a user that is not there", { user_id: "stranger" }, 404],
    ["more days than a request may ask for", { start_date: "2015-01-01", end_date: "2026-01-01" }, 429],
  ])("refuses %s", async (_, change, status) => {
    for (const api of clients)
      expectAnswer(await api.data(type, { ...inline, ...change } as DataQuery), status);
  });

  it("does not know another developer's user, nor anybody without a key", async () => {
    expectAnswer(await under.otherApi.data(type, inline), 404);
    for (const credentials of [{}, { devId: "alice" }, { devId: "alice", apiKey: "bob-key" }]) {
      expectAnswer(await createApiClient(`${under.musette.url}/v2`, credentials).data(type, inline), 401);
    }
  });
});

describe("GET /athlete", () => {
  it("answers the athlete, sends it, or says that there is none", async () => {
    for (const api of clients) {
      const answer = await api.athlete({ user_id: "me", to_webhook: false });
      expectAnswer(answer, 200);
      expect(answer.body).toMatchObject({ type: "athlete", athlete: fullAthlete() });
      expectAnswer(await api.athlete({ user_id: "me" }), 200);
      const none = await api.athlete({ user_id: "rider", to_webhook: false });
      expectAnswer(none, 200);
      expect(none.body).toMatchObject({ status: "error", type: "no_data" });
      expectAnswer(await api.athlete({ to_webhook: false }), 400);
      expectAnswer(await api.athlete({ user_id: "stranger" }), 404);
    }
    expectAnswer(await createApiClient(`${under.musette.url}/v2`, {}).athlete({ user_id: "me" }), 401);
  });
});

describe("what sources without Terra bring", () => {
  it.each([
    ["rider", "2026-04-01", "2026-04-11", 10],
    ["runner", "2020-01-01", "2024-12-30", 1],
  ])("is valid by both documents, samples too: %s", async (user_id, start_date, end_date, items) => {
    const query = { user_id, start_date, end_date, to_webhook: false, with_samples: true };
    const answer = await under.api.data("activity", query);
    expectAnswer(answer, 200);
    const { data } = answer.body as Inline;
    expect(data).toHaveLength(items);
    expect(data[0]?.heart_rate_data?.detailed?.hr_samples?.length).toBeGreaterThan(10);
  });

  it("belongs to the day of its own start, and to an instant by Unix seconds", async () => {
    // 01:30 UTC is 21:30 of the day before in New York.
    const starts = async (query: DataQuery) => {
      const answer = await under.api.data("activity", { user_id: "rider", to_webhook: false, ...query });
      expectAnswer(answer, 200);
      return (answer.body as Inline).data.map(({ metadata }) => metadata.start_time.slice(0, 16));
    };
    expect(await starts({ start_date: "2026-04-01" })).toEqual(["2026-04-01T21:30"]);
    expect(await starts({ start_date: "2026-04-01", end_date: "2026-04-03" })).toEqual([
      "2026-04-01T21:30",
      "2026-04-02T21:30",
    ]);
    const at = Date.parse("2026-04-02T01:30:00Z") / 1000;
    expect(await starts({ start_date: at, end_date: at + 1 })).toEqual(["2026-04-01T21:30"]);
    expect(await starts({ start_date: at + 1, end_date: at + 60 })).toEqual([]);
  });

  it("comes over more than a page in order, each item once", async () => {
    const query = { user_id: "rider", start_date: "2026-01-01", end_date: "2026-12-31", to_webhook: false };
    const answer = await under.api.data("activity", query);
    const starts = (answer.body as Inline).data.map(({ metadata }) => metadata.start_time);
    expect(starts).toHaveLength(40);
    expect(starts).toEqual([...new Set(starts)].toSorted());
  });
});

describe("every answer", () => {
  it("says what is left of the user's hour, and refuses what is beyond it until later", async () => {
    const query = { user_id: "runner", start_date: "2020-01-01", end_date: "2024-12-01", to_webhook: false };
    const left: number[] = [];
    let refused: Awaited<ReturnType<ApiClient["data"]>> | undefined;
    while (refused === undefined && left.length < 10) {
      const answer = await under.api.data("daily", query);
      if (answer.status === 429) refused = answer;
      else left.push(Number(answer.headers.get("x-terra-ratelimit-remaining")));
    }
    expect(left).toEqual([...left].toSorted((a, b) => b - a));
    if (refused === undefined) throw new Error("nothing was refused");
    expectAnswer(refused, 429);
    expect(refused.body).toMatchObject({ detail: "rate limit exceeded" });
    expect(refused.headers.get("x-terra-ratelimit-rule")).toBe("r2");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(3_000);
  });

  it("carries the caller's own terra-reference where there is one that fits a header", async () => {
    const ask = async (reference: string) => {
      const api = createApiClient(`${under.musette.url}/v2`, {
        devId: "alice",
        apiKey: "alice-key",
        reference,
      });
      return (await api.data("daily", inline)).headers.get("terra-reference");
    };
    expect(await ask("my-own.reference:1")).toBe("my-own.reference:1");
    expect(await ask("two words")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("is 404 where there is nothing, in Terra's form", async () => {
    expectAnswer({ ...(await under.api.data("steps", inline)), operation: "GET /activity" }, 404);
  });
});

it("covers its part of the documents", () => expectCovered("data.test.ts"));
