import { IngestError, type NormalizedEvent } from "@musette/core";
import { describe, expect, test } from "vitest";
import type { Normalized } from "../normalize.ts";
import { normalizeTerra } from "./normalize-terra.ts";

const context = { user: null, orderedAtMs: null };
const user = { user_id: "3f2a", provider: "FITBIT", reference_id: "me", scopes: null, active: true };
const day = { start_time: "2024-03-01T00:00:00.000000+02:00", end_time: "2024-03-02T00:00:00.000000+02:00" };
const ride = {
  metadata: { ...day, summary_id: "ride-1", type: 0, upload_type: 1 },
  power_data: { avg_watts: 185.5, power_samples: [] },
};

function webhook(type: string, ...data: readonly unknown[]) {
  return { type, user, data, version: "2022-03-16" };
}

function only(normalized: Normalized): NormalizedEvent {
  expect(normalized.problems).toEqual([]);
  expect(normalized.events).toHaveLength(1);
  const [event] = normalized.events;
  if (event === undefined) throw new Error("unreachable: one event was expected");
  return event;
}

function refusal(payload: unknown): IngestError {
  try {
    normalizeTerra(payload, context);
  } catch (error) {
    if (IngestError.is(error)) return error;
    throw error;
  }
  throw new Error("the payload was taken");
}

describe("items", () => {
  test("an activity is one event whose body is the item itself, type 0 included", () => {
    const event = only(
      normalizeTerra(webhook("activity", ride), { user: null, orderedAtMs: 1_709_280_000_123 }),
    );
    expect(event).toMatchObject({
      type: "activity",
      key: "activity:3f2a:FITBIT:ride-1",
      startTime: "2024-03-01T00:00:00.000000+02:00",
      endTime: "2024-03-02T00:00:00.000000+02:00",
      orderedAtMs: 1_709_280_000_123,
      item: 0,
    });
    expect(event.user).toBe(user);
    expect(event.body()).toBe(ride);
  });

  test.each(["daily", "body", "nutrition", "menstruation"])("a %s is known by its local day", (type) => {
    const event = only(normalizeTerra(webhook(type, { metadata: day }), context));
    expect(event.key).toBe(`${type}:3f2a:FITBIT:2024-03-01`);
  });

  test("a sleep is known by its summary id, or by its start where it has none", () => {
    const sleep = (summary_id: unknown) => webhook("sleep", { metadata: { ...day, summary_id } });
    expect(only(normalizeTerra(sleep("s1"), context)).key).toBe("sleep:3f2a:FITBIT:s1");
    expect(only(normalizeTerra(sleep(null), context)).key).toContain("sleep:3f2a:FITBIT:2024-03-01T");
  });

  test("another content of the same item keeps the key and changes the id", () => {
    const first = only(normalizeTerra(webhook("activity", ride), context));
    const second = only(normalizeTerra(webhook("activity", { ...ride, power_data: null }), context));
    const again = only(
      normalizeTerra(structuredClone(webhook("activity", ride)), { ...context, orderedAtMs: 5 }),
    );
    expect(second.key).toBe(first.key);
    expect(second.id).not.toBe(first.id);
    expect(again.id).toBe(first.id);
  });

  test("good items are kept and each bad one is named with its place", () => {
    const withMetadata = (metadata: object) => ({ metadata: { ...ride.metadata, ...metadata } });
    const { events, problems } = normalizeTerra(
      webhook(
        "activity",
        null,
        ride,
        {},
        withMetadata({ summary_id: null }),
        withMetadata({ summary_id: "" }),
        withMetadata({ summary_id: 17 }),
        withMetadata({ start_time: undefined }),
        withMetadata({ start_time: 1_709_280_000 }),
        withMetadata({ start_time: "2024-13-45T99:00:00" }),
        withMetadata({ end_time: { seconds: 5 } }),
        { ...ride, metadata: { ...ride.metadata, summary_id: "ride-2", end_time: null } },
      ),
      context,
    );
    expect(events.map(({ item, key }) => [item, key])).toEqual([
      [1, "activity:3f2a:FITBIT:ride-1"],
      [10, "activity:3f2a:FITBIT:ride-2"],
    ]);
    expect(problems.map(({ item, error }) => [item, error.code, error.pointer])).toEqual([
      [0, "ingest.unidentified", "/data/0"],
      [2, "ingest.unidentified", "/data/2"],
      [3, "ingest.unidentified", "/data/3/metadata/summary_id"],
      [4, "ingest.unidentified", "/data/4/metadata/summary_id"],
      [5, "ingest.unrecognised", "/data/5/metadata/summary_id"],
      [6, "ingest.unidentified", "/data/6/metadata/start_time"],
      [7, "ingest.unrecognised", "/data/7/metadata/start_time"],
      [8, "ingest.unrecognised", "/data/8/metadata/start_time"],
      [9, "ingest.unrecognised", "/data/9/metadata/end_time"],
    ]);
  });

  test("an empty list is no event and no problem", () => {
    expect(normalizeTerra(webhook("daily"), context)).toEqual({ events: [], problems: [] });
  });

  test("a key named __proto__ is data like any other", () => {
    const text = JSON.stringify(webhook("activity", ride)).replace('"power_data"', '"__proto__"');
    const payload = JSON.parse(text) as { readonly data: readonly unknown[] };
    const event = only(normalizeTerra(payload, context));
    expect(JSON.stringify(event.body())).toBe(JSON.stringify(payload.data[0]));
    expect(JSON.stringify(event.body())).toContain('"__proto__":{"avg_watts":185.5');
  });
});

describe("types of one object", () => {
  test("an athlete is one event per connection, and its body the athlete alone", () => {
    const athlete = { first_name: "Ada", age: 36 };
    const event = only(normalizeTerra({ type: "athlete", user, athlete, version: "2022-03-16" }, context));
    expect(event).toMatchObject({ key: "athlete:3f2a:FITBIT", startTime: null, endTime: null });
    expect(event.body()).toBe(athlete);
  });

  test.each([
    "access_revoked",
    "auth",
    "connection_error",
    "deauth",
    "large_request_sending",
    "permission_change",
  ])("%s is one event whose body is the whole webhook", (type) => {
    const payload = { type, status: "warning", user, message: "as it came", data: [] };
    const event = only(normalizeTerra(payload, context));
    expect(event).toMatchObject({ type, startTime: null, endTime: null, item: 0 });
    expect(event.user).toBe(user);
    expect(event.body()).toBe(payload);
  });

  test("a reauthentication belongs to the new user", () => {
    const newUser = { user_id: "new", provider: "FITBIT" };
    const event = only(normalizeTerra({ type: "user_reauth", old_user: user, new_user: newUser }, context));
    expect(event.user).toBe(newUser);
  });

  test("the same words at another time are another event, and a retry is the same", () => {
    const payload = { type: "connection_error", status: "warning", user, message: "refused" };
    const [march, may, retry] = [1, 2, 1].map((orderedAtMs) =>
      only(normalizeTerra(payload, { user: null, orderedAtMs })),
    );
    expect(may?.key).not.toBe(march?.key);
    expect(retry?.id).toBe(march?.id);
  });

  test.each([
    { type: "auth_cancelled", status: "error", reason: "closed", reference_id: "me" },
    { type: "auth", status: "error", reason: "closed" },
    { type: "healthcheck", status: "healthy", sent_webhooks_last_hour: 3 },
    { type: "s3_payload", status: "success", url: "https://example.com/x", expires_in: 300 },
    { type: "lab_report.completed", event_id: "e1", data: { report_id: "r1" } },
  ])("$type without a user belongs to nobody", (payload) => {
    const event = only(normalizeTerra(payload, context));
    expect(event.user).toEqual({ user_id: "-", provider: "TERRA" });
    expect(event.body()).toBe(payload);
  });
});

describe("types that are not known here", () => {
  test("the elements of their data are passed on as they are, whatever they are", () => {
    const hormone = { timestamp: "2024-03-01T08:00:00.000000", lh: 5 };
    const { events, problems } = normalizeTerra(
      webhook("hormone", hormone, null, hormone, { metadata: day }),
      context,
    );
    expect(problems).toEqual([]);
    expect(events.map((event) => event.body())).toEqual([hormone, null, hormone, { metadata: day }]);
    expect(events[0]?.key).toBe(events[2]?.key);
    expect(events[3]).toMatchObject({ type: "hormone", startTime: day.start_time, endTime: day.end_time });
  });

  test("without a list of data the whole webhook is passed on", () => {
    const payload = { type: "toString", user, something: { new: true } };
    expect(only(normalizeTerra(payload, context)).body()).toBe(payload);
  });
});

describe("refusals", () => {
  test.each([
    ["a list", [], ""],
    ["null", null, ""],
    ["a body without a type", { user, data: [] }, "/type"],
    ["a type that is a number", { type: 5, user, data: [] }, "/type"],
    ["an activity event without data", { type: "activity", user }, "/data"],
    ["an activity event whose data is an object", { type: "activity", user, data: ride }, "/data"],
    ["an athlete event without an athlete", { type: "athlete", user }, "/athlete"],
  ])("%s is malformed", (_, payload, pointer) => {
    expect(refusal(payload)).toMatchObject({ code: "ingest.malformed", pointer });
  });

  test.each([
    ["no user", undefined],
    ["a user that is text", "3f2a"],
    ["a user without an id", { provider: "FITBIT" }],
    ["a user with an empty id", { ...user, user_id: "" }],
    ["a user without a provider", { user_id: "3f2a" }],
  ])("with %s the payload is unidentified", (_, owner) => {
    const error = refusal({ ...webhook("activity", ride), user: owner });
    expect(error).toMatchObject({ code: "ingest.unidentified", pointer: "/user" });
  });

  test("a reauthentication without a new user is unidentified", () => {
    expect(refusal({ type: "user_reauth", old_user: user })).toMatchObject({
      code: "ingest.unidentified",
      pointer: "/new_user",
    });
  });

  test("a user whose other fields changed their kind is kept for later rather than refused", () => {
    const { events, problems } = normalizeTerra(
      { ...webhook("activity", ride), user: { ...user, scopes: ["activity:read"] } },
      context,
    );
    expect(events).toEqual([]);
    expect(problems.map(({ error }) => [error.code, error.pointer])).toEqual([
      ["ingest.unrecognised", "/user/scopes"],
    ]);
  });

  test("64 levels of nesting are taken and more are malformed, however many more", () => {
    const nested = (levels: number): unknown => JSON.parse("[".repeat(levels) + "]".repeat(levels));
    const payload = (levels: number) => ({ type: "later", user, nested: nested(levels) });
    expect(only(normalizeTerra(payload(63), context)).type).toBe("later");
    expect(refusal(payload(64)).code).toBe("ingest.malformed");
    expect(refusal(payload(1_000_000)).code).toBe("ingest.malformed");
  });

  test("no message quotes the payload", () => {
    const secret = "PRIVATE-7";
    const error = refusal({ type: "activity", user: { user_id: secret, provider: 5 }, data: [] });
    expect(`${error.message}${error.pointer}`).not.toContain(secret);
  });
});
