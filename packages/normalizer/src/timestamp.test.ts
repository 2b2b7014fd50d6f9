import * as fc from "fast-check";
import { expect, test } from "vitest";
import { formatTimestamp } from "./timestamp.ts";

test("a timestamp is local time with six decimals and its offset", () => {
  const epochMs = Date.UTC(2022, 9, 28, 9, 0, 0);
  expect(formatTimestamp(epochMs, 60)).toBe("2022-10-28T10:00:00.000000+01:00");
  expect(formatTimestamp(epochMs, -330)).toBe("2022-10-28T03:30:00.000000-05:30");
  expect(formatTimestamp(epochMs, 0)).toBe("2022-10-28T09:00:00.000000+00:00");
});

test("an offset can lead to another day", () => {
  const newYear = Date.UTC(2024, 0, 1, 3, 0, 0);
  expect(formatTimestamp(newYear, -240)).toBe("2023-12-31T23:00:00.000000-04:00");
  expect(formatTimestamp(newYear, 0)).toBe("2024-01-01T03:00:00.000000+00:00");
});

test("fractions of a millisecond are microseconds, and round up to the next day", () => {
  expect(formatTimestamp(1500.25, 0)).toBe("1970-01-01T00:00:01.500250+00:00");
  expect(formatTimestamp(86_399_999.9999, 0)).toBe("1970-01-02T00:00:00.000000+00:00");
});

test("whatever the order of calls, a timestamp reads back as the same instant", () => {
  const instant = fc.integer({ min: 0, max: 9_000_000_000_000 });
  const offset = fc.integer({ min: -56, max: 56 }).map((quarters) => quarters * 15);
  fc.assert(
    fc.property(instant, offset, (epochMs, offsetMinutes) => {
      const text = formatTimestamp(epochMs, offsetMinutes);
      expect(text).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}[+-]\d{2}:\d{2}$/);
      expect(Date.parse(text)).toBe(epochMs);
    }),
  );
});
