import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiClient } from "./client.ts";
import { expectAnswer, expectCovered } from "./expect-answer.ts";
import { startMusetteUnderTest, type MusetteUnderTest } from "./musette-under-test.ts";
import { fullItem, terraWebhook } from "./terra-payloads.ts";

const morning = "2026-03-01T07:00:00.000000+01:00";
const evening = "2026-03-01T19:00:00.000000+01:00";
let under: MusetteUnderTest;

beforeAll(async () => {
  under = await startMusetteUnderTest();
  await under.ingest("/ingest/terra", terraWebhook("sleep", "me", [fullItem("sleep", morning)]));
});

afterAll(async () => {
  await under[Symbol.asyncDispose]();
});

describe.each(["activity", "body", "nutrition"] as const)("POST /%s", (type) => {
  const nextDay = evening.replace("-01T", "-02T");
  const data = [fullItem(type, morning), fullItem(type, nextDay)];

  it("takes items, which can then be asked for", async () => {
    const answer = await under.api.write(type, "me", { data });
    expectAnswer(answer, 201);
    const { log_ids: ids } = answer.body as { readonly log_ids: readonly string[] };
    expect(new Set(ids).size).toBe(2);
    const query = {
      user_id: "me",
      start_date: "2026-03-01",
      end_date: "2026-03-03",
      to_webhook: false,
      with_samples: true,
    };
    const read = await under.newerApi.data(type, query);
    expect(read.body).toMatchObject({ data });
  });

  it("takes the same a second time under the same ids", async () => {
    const [first, second] = [
      await under.api.write(type, "me", { data }),
      await under.newerApi.write(type, "me", { data }),
    ];
    expectAnswer(second, 201);
    expect(second.body).toMatchObject({ log_ids: (first.body as { readonly log_ids: unknown }).log_ids });
  });

  it("refuses all where one is wrong, naming the place", async () => {
    const answer = await under.api.write(type, "me", { data: [fullItem(type, evening), { metadata: {} }] });
    expectAnswer(answer, 400);
    expect(answer.body).toMatchObject({ detail: expect.stringContaining("/data/1") as string });
  });

  it("refuses what holds no items, who is not there, another developer's, and callers without a key", async () => {
    for (const body of [{}, [], { data: [] }, { data: "ride" }]) {
      expectAnswer(await under.api.write(type, "me", body), 400);
    }
    expectAnswer(await under.api.write(type, "", { data }), 400);
    expectAnswer(await under.api.write(type, "stranger", { data }), 404);
    expectAnswer(await under.otherApi.write(type, "me", { data }), 404);
    expectAnswer(await createApiClient(`${under.musette.url}/v2`, {}).write(type, "me", { data }), 401);
  });
});

describe.each(["body", "nutrition"])("DELETE /%s", (type) => {
  it("is answered with the documented error, because nothing would be deleted", async () => {
    const answer = await under.api.remove(type, "me", { log_ids: ["a"], data: ["a"] });
    expectAnswer(answer, 400);
    expect(answer.body).toMatchObject({ detail: expect.stringContaining("deauthenticateUser") as string });
    expectAnswer(await createApiClient(`${under.musette.url}/v2`, {}).remove(type, "me", {}), 401);
  });
});

it("covers its part of the documents", () => expectCovered("writing.test.ts"));
