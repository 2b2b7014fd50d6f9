import { generatePelotonWorkout } from "@musette/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiClient, type ApiClient } from "./client.ts";
import { expectAnswer, expectCovered } from "./expect-answer.ts";
import { startMusetteUnderTest, type MusetteUnderTest } from "./musette-under-test.ts";

let under: MusetteUnderTest;
let nobody: ApiClient;

beforeAll(async () => {
  under = await startMusetteUnderTest();
  nobody = createApiClient(`${under.musette.url}/api/v2`, {});
  for (const [seed, user] of ["ann", "ben", "cat"].entries()) {
    await under.ingest(
      `/ingest/peloton?user_id=${user}`,
      generatePelotonWorkout({ seed, durationSeconds: 60 }),
    );
  }
  const user = {
    user_id: "dan",
    provider: "IFIT",
    reference_id: "family",
    scopes: "activity:read",
    active: true,
  };
  await under.ingest("/ingest/terra", { type: "auth", status: "success", user, reference_id: "family" });
});

afterAll(async () => {
  await under[Symbol.asyncDispose]();
});

describe("GET /userInfo", () => {
  it("answers one connection by its id, with when its data is from", async () => {
    for (const api of [under.api, under.newerApi]) {
      const answer = await api.userInfo({ user_id: "ann" });
      expectAnswer(answer, 200);
      expect(answer.body).toMatchObject({
        status: "success",
        is_authenticated: true,
        user: { user_id: "ann", provider: "PELOTON", active: true, last_polled_at: null },
      });
      const { user } = answer.body as { readonly user: Readonly<Record<string, string>> };
      expect(user["created_at"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/);
      expect(user["most_recent_data_at"]).toMatch(/^2024-/);
    }
  });

  it("answers all connections of a person by the reference, as a bare list", async () => {
    const answer = await under.api.userInfo({ reference_id: "family" });
    expectAnswer(answer, 200);
    expect(answer.body).toMatchObject([{ user_id: "dan", provider: "IFIT", scopes: "activity:read" }]);
  });

  it("refuses neither and both, who is not there, another developer's, and callers without a key", async () => {
    expectAnswer(await under.api.userInfo({}), 400);
    expectAnswer(await under.api.userInfo({ user_id: "ann", reference_id: "family" }), 400);
    expectAnswer(await under.api.userInfo({ user_id: "stranger" }), 404);
    expectAnswer(await under.api.userInfo({ user_id: "-" }), 404);
    expectAnswer(await under.api.userInfo({ reference_id: "stranger" }), 404);
    expectAnswer(await under.otherApi.userInfo({ user_id: "ann" }), 404);
    expectAnswer(await under.otherApi.userInfo({ reference_id: "family" }), 404);
    expectAnswer(await nobody.userInfo({ user_id: "ann" }), 401);
  });
});

describe("GET /subscriptions", () => {
  const idsOf = (users: readonly { readonly user_id: string }[]) => users.map(({ user_id }) => user_id);

  it("answers all users, or a page of them, and those of the caller alone", async () => {
    const all = await under.api.subscriptions();
    expectAnswer(all, 200);
    const { users } = all.body as { readonly users: readonly { readonly user_id: string }[] };
    expect(idsOf(users)).toEqual(["ann", "ben", "cat", "dan"]);
    const others = await under.otherApi.subscriptions();
    expectAnswer(others, 200);
    expect(others.body).toEqual({ users: [] });
  });

  it.each([
    [{ page: 0, per_page: 3 }, ["ann", "ben", "cat"], 1, 1],
    [{ page: 1, per_page: 3 }, ["dan"], null, 1],
    [{ page: 7, per_page: 3 }, [], null, 1],
    [{ page: 0 }, ["ann", "ben", "cat", "dan"], null, 0],
    [{ per_page: 4 }, ["ann", "ben", "cat", "dan"], null, 0],
  ])("pages: %j", async (query, ids, next, maxPage) => {
    const answer = await under.newerApi.subscriptions(query);
    expectAnswer(answer, 200);
    const { data } = answer.body as {
      readonly data: {
        readonly next: number | null;
        readonly max_page: number;
        readonly results: readonly { readonly user_id: string }[];
      };
    };
    expect({ ...data, results: idsOf(data.results) }).toEqual({ next, max_page: maxPage, results: ids });
  });

  it.each([{ page: -1 }, { page: 0.5 }, { per_page: 0 }, { per_page: 5_001 }])(
    "refuses %j",
    async (query) => {
      expectAnswer(await under.api.subscriptions(query), 400);
      expectAnswer(await nobody.subscriptions(query), 401);
    },
  );
});

describe("POST /bulkUserInfo", () => {
  it("answers those that are there, in the order asked", async () => {
    const answer = await under.api.bulkUserInfo(["dan", "stranger", "ann"]);
    expectAnswer(answer, 200);
    expect(answer.body).toMatchObject([{ user_id: "dan" }, { user_id: "ann" }]);
  });

  it("refuses where none is there, another developer's, what is no list, and callers without a key", async () => {
    expectAnswer(await under.api.bulkUserInfo(["stranger"]), 404);
    expectAnswer(await under.otherApi.bulkUserInfo(["ann"]), 404);
    for (const body of [[], {}, "ann", [1], [""], Array.from({ length: 1_001 }, () => "ann")]) {
      expectAnswer(await under.api.bulkUserInfo(body), 400);
    }
    expectAnswer(await nobody.bulkUserInfo(["ann"]), 401);
  });
});

describe("PATCH /users/{user_id}", () => {
  it("changes the reference and whether the user is active, each alone too", async () => {
    const both = await under.newerApi.modifyUser("ben", { reference_id: "family", active: false });
    expectAnswer(both, 200);
    expect(both.body).toMatchObject({ status: "success", user: { reference_id: "family", active: false } });
    const one = await under.api.modifyUser("ben", { active: true });
    expectAnswer(one, 200);
    expect(one.body).toMatchObject({ user: { reference_id: "family", active: true } });
    const family = await under.api.userInfo({ reference_id: "family" });
    expect(family.body).toHaveLength(2);
    const none = await under.api.modifyUser("ben", { reference_id: null });
    expect((none.body as { readonly user: object }).user).not.toHaveProperty("reference_id");
  });

  it("refuses what is no change, who is not there, another developer's, and callers without a key", async () => {
    for (const patch of [{}, [], null, { active: "yes" }, { reference_id: "" }, { reference_id: 5 }]) {
      expectAnswer(await under.api.modifyUser("ben", patch), 400);
    }
    expectAnswer(await under.api.modifyUser("stranger", { active: true }), 404);
    expectAnswer(await under.otherApi.modifyUser("ben", { active: false }), 404);
    expectAnswer(await nobody.modifyUser("ben", { active: false }), 401);
  });
});

describe("GET /integrations", () => {
  it("answers without a key, under the names of both versions", async () => {
    const answer = await nobody.integrations();
    expectAnswer(answer, 200);
    expect(answer.body).toEqual({
      status: "success",
      providers: ["PELOTON", "IFIT"],
      sdk_providers: [],
      sdk_resource: [],
    });
  });

  it("answers what each of them has", async () => {
    const answer = await nobody.detailedIntegrations({ sdk: true });
    expectAnswer(answer, 200);
    expect(answer.body).toMatchObject({
      providers: [{ provider: "PELOTON", types: { activity: true, sleep: false } }, { provider: "IFIT" }],
    });
    expectAnswer(await nobody.detailedIntegrations({ sdk: "perhaps" }), 400);
  });
});

describe("DELETE /auth/deauthenticateUser", () => {
  it("refuses nobody, who is not there, another developer's, and callers without a key", async () => {
    expectAnswer(await under.api.deauthenticateUser(""), 400);
    expectAnswer(await under.api.deauthenticateUser("stranger"), 404);
    expectAnswer(await under.otherApi.deauthenticateUser("cat"), 404);
    expectAnswer(await nobody.deauthenticateUser("cat"), 401);
  });

  it("erases the user, says what remains where, and knows it no more", async () => {
    const answer = await under.api.deauthenticateUser("cat");
    expectAnswer(answer, 200);
    expect(answer.body).toMatchObject({
      status: "success",
      message: expect.stringMatching(/^Erased 1 events and 1 payloads here\. .*hook/) as string,
    });
    expectAnswer(await under.api.userInfo({ user_id: "cat" }), 404);
    expectAnswer(await under.api.deauthenticateUser("cat"), 404);
    const query = { user_id: "cat", start_date: "2024-01-01", to_webhook: false };
    expectAnswer(await under.api.data("activity", query), 404);
  });
});

it("covers its part of the documents", () => expectCovered("users.test.ts"));
