import { objectPath } from "@musette/core";
import { assert, property, string } from "fast-check";
import { expect, test } from "vitest";
import { objectName } from "./object-name.ts";

/** @see https://github.com/supabase/storage/blob/master/src/storage/limits.ts */
const validKey = /^(\w|\/|!|-|\.|\*|'|\(|\)| |&|\$|@|=|;|:|\+|,|\?)*$/;

function nameFor(user_id: string): string {
  const record = {
    id: "id",
    key: "key",
    type: "activity",
    user: { user_id, provider: "PELOTON" },
    startTime: "2026-03-01T18:00:00.250000+01:00",
    receivedAtMs: 0,
  };
  return objectName(objectPath({ record, extension: "json" }));
}

test("is Terra's own path where nothing needs encoding", () => {
  expect(nameFor("abc123")).toBe("2022-03-16/activity/abc123-2026-03-01T18:00:00.250000+01:00.json");
});

test("encodes with =, because Storage takes neither % nor ~", () => {
  expect(nameFor("a/../b~c=d é")).toBe(
    "2022-03-16/activity/a=2F..=2Fb=7Ec=3Dd=20=C3=A9-2026-03-01T18:00:00.250000+01:00.json",
  );
});

test("is a name that Storage takes, and another for another user, whatever the user's id", () => {
  assert(
    property(string({ unit: "grapheme" }), string({ unit: "grapheme" }), (one, other) => {
      expect(nameFor(one)).toMatch(validKey);
      expect(nameFor(one) === nameFor(other)).toBe(one === other);
    }),
  );
});
