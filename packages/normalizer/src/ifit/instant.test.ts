import { expect, test } from "vitest";
import { readInstant } from "./instant.ts";

test.each([
  [1_677_998_661_316, 1_677_998_661_316, 0],
  ["2021-02-13T18:52:25.408Z", 1_613_242_345_408, 0],
  ["2021-02-13T18:52:25.408", 1_613_242_345_408, 0],
  ["2021-02-13T13:22:25.408-05:30", 1_613_242_345_408, -330],
  ["2021-02-13T20:52:25+02:00", 1_613_242_345_000, 120],
])("%s is read with its offset, and as UTC without one", (written, epochMs, offsetMinutes) => {
  expect(readInstant(written)).toEqual({ epochMs, offsetMinutes });
});

test.each([
  null,
  true,
  {},
  [],
  "",
  "yesterday",
  "2021-02-13",
  "2021-13-45T00:00:00Z",
  0,
  -1,
  9e15,
  Infinity,
  NaN,
])("%s is no instant", (written) => {
  expect(readInstant(written)).toBeNull();
});
