import { makeRecord } from "@musette/testing";
import { expect, test } from "vitest";
import { inTheRow, writeArguments } from "./rows.ts";

test("sorts records into Terra's tables, and users once each", () => {
  const records = ["activity", "sleep", "athlete", "auth", "a_type_terra_adds_later"].map((type, item) =>
    makeRecord({ item, type }),
  );
  const { users, data_payloads, misc_payloads, activities } = writeArguments(records, inTheRow);
  expect(users.map((row) => row["user_id"])).toEqual([records[0]?.user.user_id]);
  expect(data_payloads.map((row) => row["data_type"])).toEqual(["activity", "sleep", "athlete"]);
  expect(misc_payloads.map((row) => row["payload_type"])).toEqual(["auth", "a_type_terra_adds_later"]);
  expect(activities.map((row) => row["event_key"])).toEqual([records[0]?.key]);
});

test("hands the payload over as text, digit by digit", () => {
  const record = makeRecord({ item: 1, value: String.raw`[12345678901234567890, "\u0000"]` });
  const { data_payloads } = writeArguments([record], inTheRow);
  expect(data_payloads).toMatchObject([{ payload: record.json(), payload_path: null }]);
});

test("an event without a user has no user row, and no user id that would need one", () => {
  const record = { ...makeRecord({ item: 1, type: "auth" }), user: { user_id: "", provider: "PELOTON" } };
  const { users, misc_payloads } = writeArguments([record], inTheRow);
  expect(users).toEqual([]);
  expect(misc_payloads[0]).not.toHaveProperty("user_id");
});

test("replaces in names what PostgreSQL's text cannot hold", () => {
  const user = { user_id: "a\0b\ud83d", provider: "PELOTON" };
  const { users, data_payloads } = writeArguments([{ ...makeRecord({ item: 1 }), user }], inTheRow);
  expect(users).toMatchObject([{ user_id: "a\uFFFDb\uFFFD" }]);
  expect(data_payloads).toMatchObject([{ user_id: "a\uFFFDb\uFFFD" }]);
});
