import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { objectPath, objectPathTemplate, objectPrefix, withPrefix } from "./object-path.ts";

const record = {
  id: "0b0f7d2e-0000-8000-8000-000000000000",
  key: "activity:abc123:PELOTON:ride%2F1",
  type: "activity",
  user: { user_id: "abc123", provider: "PELOTON", reference_id: "ada" },
  startTime: "2026-03-12T06:00:00.000000+01:00",
  receivedAtMs: Date.UTC(2026, 2, 13, 23, 30),
};
const withUser = (user_id: string) => ({ ...record, user: { ...record.user, user_id } });
const json = { extension: "json" };

describe("objectPath", () => {
  it("is Terra's own when there is no template", () => {
    expect(objectPath({ record: { ...record, startTime: "2026-03-12T06:00:00Z" }, ...json })).toBe(
      "2022-03-16/activity/abc123-2026-03-12T06:00:00Z.json",
    );
  });

  it("fills in every variable, dates as they are written", () => {
    const template = "{type}/dt={date}/{provider}/{user_id}/{reference_id}/{start_time}/{key}/{id}.{ext}";
    expect(objectPath({ prefix: "/a/b/", template, record, extension: "fit" })).toBe(
      "a/b/activity/dt=2026-03-12/PELOTON/abc123/ada/2026-03-12T06:00:00.000000+01:00/" +
        "activity:abc123:PELOTON:ride%252F1/0b0f7d2e-0000-8000-8000-000000000000.fit",
    );
  });

  it("names what has no start by the time it came", () => {
    const auth = { ...record, type: "auth", startTime: null };
    expect(objectPath({ record: auth, ...json })).toBe(
      "2022-03-16/auth/abc123-2026-03-13T23:30:00.000Z.json",
    );
    expect(objectPath({ record: auth, template: "dt={date}", ...json })).toBe("dt=2026-03-13");
  });

  it("names an athlete, of whom there is one per connection, the same at any time", () => {
    const athlete = { ...record, type: "athlete", startTime: null };
    const later = { ...athlete, receivedAtMs: athlete.receivedAtMs + 1 };
    expect(objectPath({ record: athlete, ...json })).toBe("2022-03-16/athlete/abc123-profile.json");
    expect(objectPath({ record: later, ...json })).toBe(objectPath({ record: athlete, ...json }));
  });

  it.each([
    ["..", "%2E%2E"],
    [".", "%2E"],
    ["", "-"],
    ["../../etc/passwd", "..%2F..%2Fetc%2Fpasswd"],
    ["a\\b", "a%5Cb"],
    ["a b?c#d", "a%20b%3Fc%23d"],
    ["50%", "50%25"],
    ["zoë", "zo%C3%AB"],
    ["o'hara (1)*!", "o%27hara%20%281%29%2A%21"],
    ["line\nbreak\u0000", "line%0Abreak%00"],
    ["\ud83d", "%EF%BF%BD"],
  ])("encodes the user id %j", (userId, expected) => {
    expect(objectPath({ record: withUser(userId), template: "u/{user_id}", ...json })).toBe(`u/${expected}`);
  });

  it("tells very long ids apart and stays below the stores' limit", () => {
    const [one, other] = ["a", "b"].map((end) =>
      objectPath({ record: withUser(`${"é".repeat(2_000)}${end}`), ...json }),
    );
    expect(one).not.toBe(other);
    expect(one?.length).toBeLessThan(1_024);
  });

  it("never leaves its prefix and never makes an odd segment, whatever the ids are", () => {
    const odd = fc.string({
      unit: fc.constantFrom(".", "/", "\\", "%", "2", "E", "\u0000", "a", "\ud83d", "é"),
    });
    const text = fc.oneof(odd, fc.string({ unit: "binary" }));
    fc.assert(
      fc.property(text, text, text, text, (user_id, reference_id, type, startTime) => {
        const facts = { ...record, type, startTime, user: { ...record.user, user_id, reference_id } };
        for (const template of [undefined, "{reference_id}/{user_id}/{date}{type}"]) {
          const path = objectPath({ prefix: "in", record: facts, template, ...json });
          expect(path.split("/")).toHaveLength(4);
          expect(path).toMatch(/^in(\/(?!\.+(\/|$))[\w.~%:+-]+)+$/);
          expect(Buffer.byteLength(path)).toBeLessThanOrEqual(1_024);
        }
      }),
    );
  });

  it("gives different ids different paths", () => {
    const id = fc.string({ unit: "grapheme" });
    fc.assert(
      fc.property(id, id, (one, other) => {
        fc.pre(one !== other && one !== "" && other !== "");
        const pathOf = (userId: string) => objectPath({ record: withUser(userId), ...json });
        expect(pathOf(one)).not.toBe(pathOf(other));
      }),
    );
  });
});

describe("the config key path", () => {
  it.each([
    "{type}/{user_id}-{start_time}.{ext}",
    "x.{ext}",
    "{type}/dt={date}/{user_id}/{key}.{ext}",
    "a/.b/{key}",
  ])("takes %s", (template) => expect(objectPathTemplate.safeParse(template).success).toBe(true));

  it.each([
    ["{typ}/{key}", "unknown variable {typ}; there are {type}, "],
    ["{}/{key}", "unknown variable {}"],
    ["{constructor}", "unknown variable {constructor}"],
    ["{type/{key}", "brace"],
    ["{key}}", "brace"],
    ["/{key}", "begin with a slash"],
    ["{type}/", "end with a slash"],
    ["{type}//{key}", "two slashes"],
    ["../{key}", "must not contain . or .."],
    ["a/./{key}", "must not contain . or .."],
    ["a\\{key}", "backslash"],
    ["a\n{key}", "control character"],
    ["", ""],
  ])("refuses %j", (template, message) => {
    const issues = objectPathTemplate.safeParse(template).error?.issues ?? [];
    expect(issues.map((issue) => issue.message).join()).toContain(message);
    expect(issues).not.toEqual([]);
  });
});

describe("the config key prefix", () => {
  it.each(["", "/", "health", "/health/raw/", "a.b/c..d"])("takes %j", (prefix) => {
    expect(objectPrefix.safeParse(prefix).success).toBe(true);
  });

  it.each(["..", "a/../b", "a//b", "./a", "a\u0000b"])("refuses %j", (prefix) => {
    expect(objectPrefix.safeParse(prefix).success).toBe(false);
  });

  it.each([
    [undefined, "a.json"],
    ["", "a.json"],
    ["/", "a.json"],
    ["health", "health/a.json"],
    ["//health/raw//", "health/raw/a.json"],
  ])("%j stands before a path with one slash", (prefix, expected) => {
    expect(withPrefix(prefix, "a.json")).toBe(expected);
  });
});
