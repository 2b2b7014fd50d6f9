import { expect, it } from "vitest";
import { startMs } from "./start-ms.ts";

it.each([
  ["2022-10-28T10:00:00.000000+01:00", "2022-10-28T09:00:00.000Z"],
  ["2022-10-28T10:00:00Z", "2022-10-28T10:00:00.000Z"],
  ["2022-10-28T10:00:00-0330", "2022-10-28T13:30:00.000Z"],
  ["2022-10-28T10:00:00.123456", "2022-10-28T10:00:00.123Z"],
  ["2022-10-28", "2022-10-28T00:00:00.000Z"],
])("reads the start %s as %s, whatever the server's time zone", (text, expected) => {
  expect(new Date(startMs(text) ?? 0).toISOString()).toBe(expected);
});

it.each([null, "", "soon", "2022-13-99T10:00:00Z"])("finds no start in %j", (text) => {
  expect(startMs(text)).toBeUndefined();
});
