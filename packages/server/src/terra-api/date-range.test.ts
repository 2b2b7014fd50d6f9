import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDateRange, type DateRange } from "./date-range.ts";

const dayMs = 86_400_000;

function read(start: string, end?: string): DateRange {
  const result = readDateRange(start, end);
  if (result.outcome === "invalid") throw new Error(result.detail);
  return result.range;
}

function includes(range: DateRange, startTime: string): boolean {
  return range.includes({ startTime, receivedAtMs: 0 }, Date.parse(startTime));
}

describe("dates", () => {
  it("are days as the person lived them, whatever the offset", () => {
    const range = read("2026-03-01", "2026-03-02");
    expect(includes(range, "2026-03-01T00:30:00.000000+14:00")).toBe(true);
    expect(includes(range, "2026-03-01T23:30:00.000000-12:00")).toBe(true);
    expect(includes(range, "2026-02-28T23:30:00.000000-05:00")).toBe(false);
  });

  it("end before the end date, and cover one day without one or with the same one", () => {
    expect(includes(read("2026-03-01", "2026-03-03"), "2026-03-02T23:59:59.000000+00:00")).toBe(true);
    expect(includes(read("2026-03-01", "2026-03-03"), "2026-03-03T00:00:00.000000+00:00")).toBe(false);
    for (const range of [read("2026-03-01"), read("2026-03-01", ""), read("2026-03-01", "2026-03-01")]) {
      expect(range.days).toBe(1);
      expect(includes(range, "2026-03-01T12:00:00.000000+00:00")).toBe(true);
      expect(includes(range, "2026-03-02T00:00:00.000000+00:00")).toBe(false);
    }
  });

  it("place an item without a start on the day it arrived", () => {
    const receivedAtMs = Date.parse("2026-03-01T10:00:00Z");
    const unplaced = { startTime: null, receivedAtMs };
    expect(read("2026-03-01").includes(unplaced, receivedAtMs)).toBe(true);
    expect(read("2026-03-02").includes(unplaced, receivedAtMs)).toBe(false);
  });

  it("ask the journal for every instant that an item of those days can begin at", () => {
    const offset = fc.integer({ min: -12 * 60, max: 14 * 60 });
    const minutes = fc.integer({ min: 0, max: 1_439 });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3_000 }),
        fc.integer({ min: 1, max: 40 }),
        offset,
        minutes,
        (from, days, offset, minute) => {
          const first = Date.UTC(2020, 0, 1) + from * dayMs;
          const date = (atMs: number) => new Date(atMs).toISOString().slice(0, 10);
          const range = read(date(first), date(first + days * dayMs));
          const localMs = first + (days - 1) * dayMs + minute * 60_000;
          const sign = offset < 0 ? "-" : "+";
          const two = (value: number) => String(value).padStart(2, "0");
          const zone = `${sign}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
          const startTime = new Date(localMs).toISOString().replace("Z", `000${zone}`);
          const startMs = Date.parse(startTime);
          expect(range.includes({ startTime, receivedAtMs: 0 }, startMs)).toBe(true);
          expect(startMs).toBeGreaterThanOrEqual(range.fromMs);
          expect(startMs).toBeLessThan(range.toMs);
          expect(range.days).toBe(days);
        },
      ),
    );
  });
});

describe("Unix seconds", () => {
  it("are instants, compared exactly, and the end is exclusive", () => {
    const from = Date.parse("2026-03-01T10:00:00Z") / 1000;
    const range = read(String(from), String(from + 3_600));
    expect(range).toMatchObject({ fromMs: from * 1000, toMs: (from + 3_600) * 1000, days: 1 / 24 });
    expect(includes(range, "2026-03-01T12:00:00.000000+02:00")).toBe(true);
    expect(includes(range, "2026-03-01T09:59:59.999000+00:00")).toBe(false);
    expect(includes(range, "2026-03-01T11:00:00.000000+00:00")).toBe(false);
  });

  it("mix with dates, each bound in its own way", () => {
    const range = read("2026-03-01", String(Date.parse("2026-03-01T10:00:00Z") / 1000));
    expect(includes(range, "2026-03-01T00:30:00.000000+14:00")).toBe(true);
    expect(includes(range, "2026-03-01T11:00:00.000000+00:00")).toBe(false);
  });
});

describe("refusals", () => {
  it.each([
    [undefined, undefined, "start_date is missing"],
    ["", "2026-03-01", "start_date is missing"],
    ["yesterday", undefined, 'start_date "yesterday" is not a date'],
    ["2026-02-30", undefined, 'start_date "2026-02-30" is not a date'],
    ["2026-13-01", undefined, "start_date"],
    ["2026-3-1", undefined, "start_date"],
    ["20260301", undefined, "start_date"],
    ["1772359200000", undefined, "start_date"],
    ["2026-03-01T00:00:00Z", undefined, "start_date"],
    ["2026-03-01", "tomorrow", 'end_date "tomorrow" is not a date'],
    ["2026-03-02", "2026-03-01", "end_date is before start_date"],
    ["1772359201", "1772359200", "end_date is before start_date"],
  ])("start %j and end %j: %s", (start, end, detail) => {
    expect(readDateRange(start, end)).toEqual({
      outcome: "invalid",
      detail: expect.stringContaining(detail) as string,
    });
  });
});
