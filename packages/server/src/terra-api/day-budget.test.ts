import { createFakeClock } from "@musette/testing";
import { describe, expect, it } from "vitest";
import { createDayBudget } from "./day-budget.ts";

const minuteMs = 60_000;

describe("createDayBudget", () => {
  it("grants 1,825 days in a request and never one more (r1)", () => {
    const budget = createDayBudget(createFakeClock());
    expect(budget.spend("a", 1_826)).toEqual({ outcome: "refused", rule: "r1" });
    expect(budget.spend("a", 1_825)).toEqual({
      outcome: "spent",
      remainingDays: 4_175,
      resetAfterSeconds: 3_600,
    });
  });

  it("grants 6,000 days an hour, and says when those that are wanted come back (r2)", async () => {
    const clock = createFakeClock();
    const budget = createDayBudget(clock);
    for (const days of [1_000, 1_800, 1_800, 1_400]) {
      expect(budget.spend("a", days).outcome).toBe("spent");
      await clock.advance(10 * minuteMs);
    }
    // 40 minutes later the first 1,000 have 20 to go, and the 1,800 behind them 30.
    expect(budget.spend("a", 1)).toEqual({ outcome: "refused", rule: "r2", retryAfterSeconds: 20 * 60 });
    expect(budget.spend("a", 1_001)).toEqual({ outcome: "refused", rule: "r2", retryAfterSeconds: 30 * 60 });
    await clock.advance(20 * minuteMs);
    expect(budget.spend("a", 1_000)).toMatchObject({ outcome: "spent", remainingDays: 0 });
  });

  it("counts a refused request for nothing, less than a day as one, and each user apart", () => {
    const budget = createDayBudget(createFakeClock());
    budget.spend("a", 2_000);
    expect(budget.spend("a", 1 / 24)).toMatchObject({ remainingDays: 5_999 });
    expect(budget.spend("a", 1.5)).toMatchObject({ remainingDays: 5_997 });
    expect(budget.spend("b", 1)).toMatchObject({ remainingDays: 5_999 });
  });

  it("gives everything back after an hour without requests", async () => {
    const clock = createFakeClock();
    const budget = createDayBudget(clock);
    budget.spend("a", 1_800);
    await clock.advance(60 * minuteMs);
    budget.spend("b", 1);
    expect(budget.spend("a", 1)).toMatchObject({ remainingDays: 5_999, resetAfterSeconds: 3_600 });
  });
});
