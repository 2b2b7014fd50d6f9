import { expect, test } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

const nowMs = Date.UTC(2026, 2, 1, 12, 0, 0);

test.each([
  ["0", 0],
  ["120", 120_000],
  ["Sun, 01 Mar 2026 12:00:30 GMT", 30_000],
  ["Sun, 01 Mar 2026 11:00:00 GMT", 0],
  ["soon", undefined],
  ["-1", undefined],
  ["2026-03-01", undefined],
  [null, undefined],
  [undefined, undefined],
])("%s is %s ms", (value, expected) => {
  expect(retryAfterMs(value, nowMs)).toBe(expected);
});
