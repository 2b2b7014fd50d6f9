import { describe, expect, it } from "vitest";
import { clip, fit, widthOf, wrap } from "./fit-text.ts";
import { formatAge, formatBytes, formatCount } from "./format-quantity.ts";
import { minuteRate } from "./minute-rate.ts";
import { makeOverview } from "./overview.fixture.ts";
import { sparkline } from "./sparkline.ts";

describe("what a picture is made of", () => {
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1_000, "1.0 kB"],
    [99_960, "100 kB"],
    [999_600, "1.0 MB"],
    [8e9, "8.0 GB"],
  ])("%d bytes are %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it.each([
    [7.4, "7"],
    [12_345, "12,345"],
    [1_250_000, "1.3M"],
    [2e9, "2.0G"],
  ])("%d of something are %s", (count, text) => expect(formatCount(count)).toBe(text));

  it.each([
    [-1, "0s"],
    [59.9, "59s"],
    [185, "3m 05s"],
    [7_800, "2h 10m"],
    [356_400, "4d 3h"],
  ])("%d seconds are %s", (seconds, text) => expect(formatAge(seconds)).toBe(text));

  it("draws nothing, little and most apart", () => {
    expect(sparkline([0, 1, 500, 1_000], 4)).toBe("▁▂▅█");
    expect(sparkline([9, 0, 0], 2)).toBe("▁▁");
    expect(sparkline([1, 2], 0)).toBe("");
  });

  it("counts the last sixty seconds", () => {
    const { rates } = makeOverview();
    expect(minuteRate(rates.in, rates, "2026-03-01T12:00:00.000Z")).toBe(30);
    expect(minuteRate(rates.in, rates, "2026-03-01T12:00:45.000Z")).toBe(15);
    expect(minuteRate(rates.in, rates, "2026-03-01T12:05:00.000Z")).toBe(10);
  });

  it("counts the columns that a text takes", () => {
    expect(widthOf("e\u0301 走る")).toBe(6);
    expect(fit("走る", 4)).toBe("走る");
    expect(fit("走る人", 4)).toBe("走… ");
    expect(fit("7", 3, "right")).toBe("  7");
    expect(clip("four", 3)).toBe("fo…");
    expect(wrap("one two averyverylongword", 8)).toEqual(["one two", "averyve…"]);
  });
});
