import type { ReceivedRequest } from "@musette/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createBrowser } from "../../packages/server/src/connect/browser.fixture.ts";
import { historyFile } from "../../packages/server/src/connect/history.fixture.ts";
import { eventually } from "../e2e/eventually.ts";
import { startMusetteUnderTest, type MusetteUnderTest } from "./musette-under-test.ts";
import { verifySignature } from "./verify-signature.ts";

/** Rides in the uploaded file: one a day from the first of March 2026. */
const rides = 25;
let under: MusetteUnderTest;
let userId = "";

beforeAll(async () => {
  under = await startMusetteUnderTest({
    extra: `connect: { public_url: "https://connect.test", redirect_hosts: [app.test], encryption_key: ${"5a".repeat(32)} }`,
  });
});

afterAll(async () => {
  await under[Symbol.asyncDispose]();
});

interface Body {
  readonly type: string;
  readonly user?: { readonly user_id: string; readonly reference_id?: string };
  readonly data?: readonly { readonly metadata: { readonly start_time: string } }[];
  readonly expected_payloads?: number;
}

function bodyOf({ body }: ReceivedRequest): Body {
  return JSON.parse(body.toString()) as Body;
}

/** The deliveries of a type that were taken since, when there are enough; every one of them signed. */
async function deliveries(
  type: string,
  count: number,
  reference?: string,
): Promise<readonly ReceivedRequest[]> {
  const found = await eventually(`${count} of ${type}`, () => {
    const all = under.receiver.taken.filter(
      (request) =>
        bodyOf(request).type === type &&
        (reference === undefined || request.headers["terra-reference"] === reference),
    );
    return all.length >= count ? all : undefined;
  });
  for (const { headers, body } of found) {
    const header = String(headers["terra-signature"]);
    const verdict = verifySignature({ header, rawBody: body, secret: "shh", nowSeconds: Date.now() / 1000 });
    expect(verdict).toEqual({ documented: true, positional: true });
  }
  return found;
}

/** One conversation, in its order: each part goes on from the one before. */
describe("an application and its user", () => {
  it("connects the user by the hosted page", async () => {
    const session = await under.api.generateWidgetSession({
      providers: "PELOTON,IFIT",
      reference_id: "anna@example.com",
      auth_success_redirect_url: "https://app.test/connected",
      auth_failure_redirect_url: "https://app.test/failed",
    });
    const { url } = session.body as { readonly url: string };
    const browser = createBrowser(under.musette.url);
    const link = new URL(url).pathname;
    await browser.open(link);
    await browser.open(`${link}/peloton`);
    const answer = await browser.submit("/peloton/files", { files: [historyFile(rides)] });
    expect(answer.status).toBe(303);
    const back = new URL(answer.location ?? "");
    expect(`${back.origin}${back.pathname}`).toBe("https://app.test/connected");
    userId = back.searchParams.get("user_id") ?? "";
    expect(Object.fromEntries(back.searchParams)).toEqual({
      user_id: userId,
      resource: "PELOTON",
      reference_id: "anna@example.com",
    });
  });

  it("is told so by a signed auth before any workout", async () => {
    const [auth] = await deliveries("auth", 1);
    expect(auth && bodyOf(auth)).toMatchObject({
      status: "success",
      user: { user_id: userId, provider: "PELOTON", reference_id: "anna@example.com", active: true },
    });
    await deliveries("activity", rides);
    expect(under.receiver.taken.map((request) => bodyOf(request).type)[0]).toBe("auth");
  });

  it("looks the user up", async () => {
    const info = await under.newerApi.userInfo({ reference_id: "anna@example.com" });
    expect(info.body).toEqual([
      expect.objectContaining({ user_id: userId, provider: "PELOTON", active: true }),
    ]);
    const other = await under.otherApi.userInfo({ user_id: userId });
    expect(other.status).toBe(404);
  });

  it("sends a workout more by the ingest API, as that user", async () => {
    const item = {
      metadata: {
        start_time: "2026-04-01T07:00:00.000000+02:00",
        end_time: "2026-04-01T07:30:00.000000+02:00",
        summary_id: "ride-of-april",
        type: 18,
        upload_type: 1,
      },
    };
    const user = { user_id: userId, provider: "PELOTON" };
    await under.ingest("/ingest/terra", { type: "activity", user, data: [item], version: "2022-03-16" });
    expect(await deliveries("activity", rides + 1)).toHaveLength(rides + 1);
  });

  it("pulls workouts by date", async () => {
    const query = { user_id: userId, start_date: "2026-03-02", end_date: "2026-03-05", to_webhook: false };
    const { status, body } = await under.api.data("activity", query);
    expect(status).toBe(200);
    const starts = (body as Body).data?.map(({ metadata }) => metadata.start_time.slice(0, 10));
    expect(starts).toEqual(["2026-03-02", "2026-03-03", "2026-03-04"]);
  });

  it("asks for all of them, and gets them in chunks under one reference", async () => {
    const query = { user_id: userId, start_date: "2026-03-01", end_date: "2026-05-01" };
    const { body } = await under.api.data("activity", query);
    const { reference } = body as { readonly reference: string };
    const [sending] = await deliveries("large_request_sending", 1, reference);
    const chunks = sending && bodyOf(sending).expected_payloads;
    expect(chunks).toBe(3);
    const items = await eventually("all items", async () => {
      const found = await deliveries("activity", 1, reference);
      const data = found.flatMap((request) => bodyOf(request).data ?? []);
      return data.length >= rides + 1 ? data : undefined;
    });
    expect(new Set(items.map(({ metadata }) => metadata.start_time)).size).toBe(rides + 1);
  });

  it("disconnects the user, and nothing is left", async () => {
    expect((await under.api.deauthenticateUser(userId)).status).toBe(200);
    const [deauth] = await deliveries("deauth", 1);
    expect(deauth && bodyOf(deauth)).toMatchObject({ user: { user_id: userId, active: false } });
    const query = { user_id: userId, start_date: "2026-03-02", to_webhook: false };
    expect((await under.api.data("activity", query)).status).toBe(404);
    expect((await under.api.userInfo({ reference_id: "anna@example.com" })).status).toBe(404);
  });

  it("never spoke a secret into the server's log", () => {
    expect(under.musette.output()).not.toContain("shh");
    expect(under.musette.output()).not.toContain("5a5a");
    expect(under.musette.output()).not.toMatch(/\/connect\/[\w-]{43}/);
  });
});
