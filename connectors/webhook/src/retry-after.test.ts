import { describe, expect, it } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

const nowMs = Date.UTC(2026, 10, 21, 10, 0, 0);

describe("retryAfterMs", () => {
  it.each([
    ["120", 120_000],
    ["0", 0],
    ["Sat, 21 Nov 2026 10:01:30 GMT", 90_000],
    ["Saturday, 21-Nov-26 10:01:30 GMT", 90_000],
    ["Sat Nov 21 10:00:07 2026", 7_000],
    ["Sat, 21 Nov 2026 09:00:00 GMT", 0],
  ])("reads %s", (value, expected) => expect(retryAfterMs(value, nowMs)).toBe(expected));

  it.each([undefined, "", "-5", "soon", "1.5", "2027-01-01", "99999999999999999999", "Mon, nonsense"])(
    "takes %j as absent",
    (value) => expect(retryAfterMs(value, nowMs)).toBeUndefined(),
  );
});
