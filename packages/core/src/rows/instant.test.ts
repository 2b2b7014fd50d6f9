import { describe, expect, test } from "vitest";
import { instant, secondsBetween, secondsSince } from "./instant.ts";

describe("instant", () => {
  test.each([
    ["2022-10-28T10:00:00.123456+01:00", "2022-10-28T09:00:00.123Z"],
    ["2022-10-28T23:30:00-0530", "2022-10-29T05:00:00.000Z"],
    ["2022-10-28T10:00Z", "2022-10-28T10:00:00.000Z"],
  ])("%s is %s", (time, utc) => {
    expect(instant(time)?.toISOString()).toBe(utc);
  });

  test.each([
    [null],
    ["2022-10-28T10:00:00.000000"],
    ["2022-10-28"],
    ["yesterday Z"],
    ["2022-13-40T10:00:00Z"],
  ])("%s names no instant", (time) => {
    expect(instant(time)).toBeNull();
  });
});

describe("secondsBetween", () => {
  test("counts across offsets", () => {
    expect(secondsBetween("2022-10-28T10:00:00+01:00", "2022-10-28T09:30:00.500Z")).toBe(1800.5);
  });

  test("counts local times as if in one zone, whatever this machine's zone does that day", () => {
    expect(secondsBetween("2026-03-29T01:30:00", "2026-03-29T03:30:00")).toBe(7200);
  });

  test("knows nothing where only one of them has an offset", () => {
    expect(secondsBetween("2022-10-28T10:00:00", "2022-10-28T09:30:00Z")).toBeNull();
  });
});

describe("secondsSince", () => {
  test("counts from one start to many times", () => {
    const secondsUntil = secondsSince("2022-10-28T10:00:00.250+01:00");
    const ends = ["2022-10-28T09:00:01Z", "2022-10-28T10:00:00", "tomorrow", null];
    expect(ends.map(secondsUntil)).toEqual([0.75, null, null, null]);
  });

  test("knows nothing without a start", () => {
    expect(secondsSince(null)("2022-10-28T10:00:00Z")).toBeNull();
  });
});
