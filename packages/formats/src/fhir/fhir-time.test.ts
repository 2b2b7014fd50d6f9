import { expect, test } from "vitest";
import { effectiveBetween } from "./effective.ts";
import { fhirTime, localTimeExtension } from "./fhir-time.ts";

test.each([
  ["2022-10-28T10:00:00.000000+01:00", "2022-10-28T10:00:00.000000+01:00"],
  ["2022-10-28T10:00:00Z", "2022-10-28T10:00:00Z"],
  ["2022-10-28T10:00+0100", "2022-10-28T10:00:00+01:00"],
  ["2024-02-29", "2024-02-29"],
])("%s is the dateTime %s", (time, value) => {
  expect(fhirTime(time)?.value).toBe(value);
});

test.each([
  "2023-02-29",
  "2022-13-01",
  "2022-02-30T10:00:00Z",
  "2022-10-28T24:00:00Z",
  "2022-10-28T10:00:61Z",
  "0000-01-01",
  "2022-10-28T10:00:00+15:00",
  "28.10.2022",
  "",
  null,
  1_666_947_600,
])("%s is no dateTime", (time) => {
  expect(fhirTime(time)).toBeUndefined();
});

test("a local time says its day, and the rest where it can be found", () => {
  const local = "2022-10-28T10:00:00.000000";
  expect(fhirTime(local)).toMatchObject({
    value: "2022-10-28",
    element: { extension: [{ url: localTimeExtension, valueString: local }] },
  });
});

test("a period never ends before it starts, and compares only what can be compared", () => {
  const early = "2022-10-28T10:00:00Z";
  const late = "2022-10-28T11:30:00+01:00";
  expect(effectiveBetween(early, late)).toEqual({ effectivePeriod: { start: early, end: late } });
  expect(effectiveBetween(late, early)).toEqual({ effectivePeriod: { start: late } });
  expect(effectiveBetween(early, "2022-10-28T12:00:00")).toEqual({ effectivePeriod: { start: early } });
  expect(effectiveBetween(null, late)).toEqual({ effectivePeriod: { end: late } });
  expect(effectiveBetween("soon", undefined)).toEqual({});
});
