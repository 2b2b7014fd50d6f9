import { expect, test } from "vitest";
import { isData } from "./is-data.ts";

test("user events and types that Terra adds later are no data", () => {
  const types = ["activity", "athlete", "sleep", "auth", "deauth", "hormone"];
  expect(types.filter((type) => isData({ type }))).toEqual(["activity", "athlete", "sleep"]);
});
