import * as fc from "fast-check";
import { expect, test } from "vitest";
import { wallClockOffsetMinutes } from "./wall-clock.ts";
import { zoneOffsetMinutes } from "./zone-offset.ts";

const zones = [
  "America/New_York",
  "Europe/Berlin",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "Africa/Casablanca",
  "UTC",
];
const instantMs = fc.integer({ min: Date.UTC(2012, 0), max: Date.UTC(2030, 0) });

test("the clocks of any instant are read as that instant, or as the first of two that they showed", () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), instantMs, (zone, atMs) => {
      const offset = zoneOffsetMinutes(zone, atMs) ?? Number.NaN;
      const wallMs = atMs + offset * 60_000;
      const readMs = wallMs - (wallClockOffsetMinutes(zone, wallMs) ?? Number.NaN) * 60_000;
      expect(readMs).toBeLessThanOrEqual(atMs);
      expect(readMs + (zoneOffsetMinutes(zone, readMs) ?? Number.NaN) * 60_000).toBe(wallMs);
    }),
    { numRuns: 2000 },
  );
});

test("half an hour of summer time is known as well, and a zone that is none is not", () => {
  expect(wallClockOffsetMinutes("Australia/Lord_Howe", Date.UTC(2024, 0, 1))).toBe(660);
  expect(wallClockOffsetMinutes("Australia/Lord_Howe", Date.UTC(2024, 6, 1))).toBe(630);
  expect(wallClockOffsetMinutes("Mars/Olympus", 0)).toBeNull();
});
