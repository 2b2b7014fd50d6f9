import { generatePelotonWorkout, type ReceivedRequest } from "@musette/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../e2e/eventually.ts";
import { expectAnswer } from "./expect-answer.ts";
import { expectWebhook, expectWebhooksCovered } from "./expect-webhook.ts";
import { startMusetteUnderTest, type MusetteUnderTest } from "./musette-under-test.ts";
import { fullAthlete, fullItem, itemSchemas, terraWebhook, type ItemType } from "./terra-payloads.ts";

const types = Object.keys(itemSchemas) as ItemType[];
const firstRide = Date.parse("2026-04-02T10:00:00Z") / 1000;
let under: MusetteUnderTest;

beforeAll(async () => {
  under = await startMusetteUnderTest({ extra: "users: { delete_events: true }" });
});

afterAll(async () => {
  await under[Symbol.asyncDispose]();
});

interface Body {
  readonly type: string;
  readonly user?: { readonly user_id: string };
  readonly reference?: string;
  readonly expected_payloads?: number;
  readonly data?: readonly unknown[];
}

function bodyOf(request: ReceivedRequest): Body {
  return JSON.parse(request.body.toString()) as Body;
}

/** The requests of a type, when there are as many as expected. */
async function taken(type: string, userId: string, count = 1): Promise<readonly ReceivedRequest[]> {
  return await eventually(`${count} of ${type}`, () => {
    const found = under.receiver.taken.filter((request) => {
      const body = bodyOf(request);
      return body.type === type && body.user?.user_id === userId;
    });
    return found.length >= count ? found : undefined;
  });
}

/** The items that came under a reference, when there are as many as expected. */
async function itemsSent(reference: string, count: number): Promise<readonly unknown[]> {
  return await eventually(`${count} items of a request`, () => {
    const items = under.receiver.taken
      .filter(({ headers }) => headers["terra-reference"] === reference)
      .flatMap((request) => bodyOf(request).data ?? []);
    return items.length >= count ? items : undefined;
  });
}

describe("what destinations are sent", () => {
  it.each(types)("a full %s is as the documents say, and as it came", async (type) => {
    const item = fullItem(type, "2026-03-01T07:00:00.000000+01:00");
    await under.ingest("/ingest/terra", terraWebhook(type, "me", [item]));
    const [request] = await taken(type, "me");
    expectWebhook(request, type);
    expect(request && bodyOf(request).data).toEqual([item]);
  });

  it("an athlete too", async () => {
    const user = { user_id: "me", provider: "PELOTON" };
    await under.ingest("/ingest/terra", {
      type: "athlete",
      user,
      athlete: fullAthlete(),
      version: "2022-03-16",
    });
    const [request] = await taken("athlete", "me");
    expectWebhook(request, "athlete");
  });

  it("a workout of Peloton's is valid with all its samples", async () => {
    await under.ingest(
      "/ingest/peloton?user_id=you",
      generatePelotonWorkout({ seed: 7, durationSeconds: 300 }),
    );
    const [request] = await taken("activity", "you");
    expectWebhook(request, "activity");
  });
});

describe("a large request", () => {
  it("is announced, counted and sent under one reference", async () => {
    for (let day = 0; day < 23; day++) {
      const ride = { seed: day, startTimeSeconds: firstRide + day * 86_400, durationSeconds: 60 };
      await under.ingest("/ingest/peloton?user_id=rider", generatePelotonWorkout(ride));
    }
    await taken("activity", "rider", 23);
    const query = { user_id: "rider", start_date: "2026-04-01", end_date: "2026-06-01" };
    const answer = await under.api.data("activity", query);
    expectAnswer(answer, 200);
    expect(answer.body).toMatchObject({ message: expect.stringContaining("Large request") as string });
    const { reference } = answer.body as { readonly reference: string };

    const [processing] = await taken("large_request_processing", "rider");
    const [sending] = await taken("large_request_sending", "rider");
    expectWebhook(processing, "large_request_processing");
    expectWebhook(sending, "large_request_sending");
    expect(processing && bodyOf(processing).reference).toBe(reference);
    expect(sending && bodyOf(sending)).toMatchObject({ reference, expected_payloads: 3 });
    for (const announcement of [processing, sending]) {
      expect(announcement?.headers).toMatchObject({ "terra-reference": reference });
    }

    expect(await itemsSent(reference, 23)).toHaveLength(23);
  });

  it("is small at 28 days: items alone, under the request's reference", async () => {
    const query = { user_id: "rider", start_date: "2026-04-01", end_date: "2026-04-29" };
    const answer = await under.api.data("activity", query);
    const { reference } = answer.body as { readonly reference: string };
    expect(await itemsSent(reference, 23)).toHaveLength(23);
    expect(await taken("large_request_sending", "rider")).toHaveLength(1);
  });
});

describe("deauthentication", () => {
  it("sends deauth, and user.delete where that is configured, after the user is erased", async () => {
    expectAnswer(await under.api.deauthenticateUser("you"), 200);
    const [deauth] = await taken("deauth", "you");
    expectWebhook(deauth, "deauth");
    const [deletion] = await taken("user.delete", "you");
    expect(deletion && bodyOf(deletion)).toMatchObject({
      status: "success",
      user: { user_id: "you", active: false },
    });
  });
});

describe("without a destination", () => {
  it("what is to be sent is refused", async () => {
    await using alone = await startMusetteUnderTest({ destination: false });
    await alone.ingest(
      "/ingest/terra",
      terraWebhook("daily", "me", [fullItem("daily", "2026-03-01T00:00:00+00:00")]),
    );
    expectAnswer(await alone.api.data("daily", { user_id: "me", start_date: "2026-03-01" }), 400);
  });
});

it("covers its part of the documents", () => expectWebhooksCovered("webhooks.test.ts"));
