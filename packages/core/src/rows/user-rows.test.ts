import { describe, expect, test } from "vitest";
import { makeRecord } from "./record.fixture.ts";
import { userRows } from "./user-rows.ts";

const user = { user_id: "user-1", provider: "PELOTON" };

test("makes one row for each user, sorted by user", () => {
  const records = ["b", "a", "b"].map((user_id, index) =>
    makeRecord({ key: String(index), user: { user_id, provider: "IFIT" } }),
  );
  expect(userRows(records).map(({ user_id }) => user_id)).toEqual(["a", "b"]);
});

describe("the state of a connection", () => {
  test.each([
    ["auth", { status: "success" }, "active", 9n],
    ["auth", { status: "error" }, "active", 0n],
    ["deauth", {}, "deauth", 9n],
    ["access_revoked", {}, "deauth", 9n],
    ["user_reauth", {}, "active", 9n],
    ["connection_error", {}, "active", 0n],
    ["activity", {}, "active", 0n],
  ])("after %s %j is %s, as of revision %s", (type, item, state, state_revision) => {
    expect(userRows([makeRecord({ type, item, user, revision: 9 })])).toMatchObject([
      { state, state_revision },
    ]);
  });

  test("is the newest event's, and data that comes later does not change it", () => {
    const records = [
      makeRecord({ type: "deauth", user, revision: 5 }),
      makeRecord({ type: "auth", user, revision: 3 }),
      makeRecord({ type: "activity", user, revision: 8 }),
    ];
    expect(userRows(records)).toMatchObject([{ state: "deauth", state_revision: 5n, revision: 8n }]);
  });

  test("of the user id before a re-authentication is user_reauth", () => {
    const item = { old_user: { user_id: "user-0", provider: "PELOTON" }, new_user: user };
    expect(userRows([makeRecord({ type: "user_reauth", item, user })])).toMatchObject([
      { user_id: "user-0", state: "user_reauth" },
      { user_id: "user-1", state: "active" },
    ]);
  });
});

test("keeps what an older event said and the newest does not say", () => {
  const records = [
    makeRecord({ user: { ...user, reference_id: "ada", scopes: "activity:read" }, revision: 1 }),
    makeRecord({ user: { ...user, scopes: "all" }, revision: 2 }),
  ];
  expect(userRows(records)).toMatchObject([{ reference_id: "ada", granted_scopes: "all" }]);
});

test("has no row for an event without a user", () => {
  expect(userRows([makeRecord({ type: "auth", user: { user_id: "", provider: "PELOTON" } })])).toEqual([]);
});
