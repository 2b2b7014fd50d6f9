import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eventId, naturalKey, uuidFromHash } from "./identity.ts";

const identity = { userId: "u1", provider: "PELOTON", digest: "d1" };

describe("natural key", () => {
  test("an activity is known by its summary id, whatever its content", () => {
    const activity = { ...identity, type: "activity", summaryId: "s1", startTime: "2024-01-02T03:04:05Z" };
    expect(naturalKey(activity)).toBe("activity:u1:PELOTON:s1");
    expect(naturalKey({ ...activity, digest: "d2", startTime: null })).toBe("activity:u1:PELOTON:s1");
  });

  test("the same summary id of two users makes two keys", () => {
    const activity = { ...identity, type: "activity", summaryId: "s1" };
    expect(naturalKey(activity)).not.toBe(naturalKey({ ...activity, userId: "u2" }));
  });

  test("an activity without a summary id has no key", () => {
    for (const summaryId of [undefined, null, ""]) {
      expect(
        naturalKey({ ...identity, type: "activity", summaryId, startTime: "2024-01-02" }),
      ).toBeUndefined();
    }
  });

  test("a sleep without a summary id is known by its start, as the specification allows it", () => {
    const sleep = { ...identity, type: "sleep", startTime: "2024-01-02T22:00:00.000000" };
    expect(naturalKey(sleep)).toBe("sleep:u1:PELOTON:2024-01-02T22%3A00%3A00.000000");
    expect(naturalKey({ ...sleep, summaryId: "s1" })).toBe("sleep:u1:PELOTON:s1");
    expect(naturalKey({ ...sleep, startTime: null })).toBeUndefined();
  });

  test.each(["daily", "body", "nutrition", "menstruation"])(
    "%s is known by its day as written, not by its day in UTC",
    (type) => {
      const startTime = "2024-01-02T00:00:00.000000+14:00";
      expect(naturalKey({ ...identity, type, startTime })).toBe(`${type}:u1:PELOTON:2024-01-02`);
    },
  );

  test("a day without a date has no key", () => {
    for (const startTime of [undefined, null, "", "2024-1-2", "yesterday", "1704164645"]) {
      expect(naturalKey({ ...identity, type: "daily", startTime })).toBeUndefined();
    }
  });

  test("a connection has one athlete", () => {
    expect(naturalKey({ ...identity, type: "athlete" })).toBe("athlete:u1:PELOTON");
  });

  test("everything else is known by its content", () => {
    expect(naturalKey({ ...identity, type: "deauth" })).toBe("deauth:u1:PELOTON:d1");
    expect(naturalKey({ ...identity, type: "constructor", digest: "d2" })).toBe("constructor:u1:PELOTON:d2");
  });

  test("no component can pass for two, or leave its place in a path", () => {
    expect(naturalKey({ ...identity, type: "activity", userId: "a:b/../c\u0000", summaryId: "ü d" })).toBe(
      "activity:a%3Ab%2F..%2Fc%00:PELOTON:%C3%BC%20d",
    );
  });

  test("half a surrogate pair is replaced rather than refused", () => {
    expect(naturalKey({ ...identity, type: "athlete", userId: "a\uD83D" })).toBe(
      "athlete:a%EF%BF%BD:PELOTON",
    );
  });

  test("different components make different keys, whatever they hold", () => {
    const text = fc.string({ unit: "grapheme", minLength: 1 });
    fc.assert(
      fc.property(fc.tuple(text, text, text), fc.tuple(text, text, text), (a, b) => {
        const [first, second] = [a, b].map(([userId, provider, summaryId]) =>
          naturalKey({ type: "activity", userId, provider, summaryId, digest: "" }),
        );
        expect(first === second).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });
});

describe("event id", () => {
  test("the same key and content have the same id", () => {
    expect(eventId("activity:u1:PELOTON:s1", "d1")).toBe(eventId("activity:u1:PELOTON:s1", "d1"));
  });

  test("another content or another key has another id", () => {
    const ids = [eventId("k", "d1"), eventId("k", "d2"), eventId("l", "d1"), eventId("kd", "1")];
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("it is the known id, so that an upgrade does not deliver everything again", () => {
    expect(eventId("activity:u1:PELOTON:s1", "d1")).toBe("17dd843d-edb7-8190-939c-5be519ff6e77");
  });

  test("it is a UUID of version 8 and variant 10, whatever the hash", () => {
    const hex = fc.stringMatching(/^[0-9a-f]{64}$/);
    fc.assert(
      fc.property(hex, (hash) => {
        expect(uuidFromHash(hash)).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        );
      }),
    );
  });
});
