import { expect, test } from "vitest";
import { ActivityType } from "./activity-type.ts";

const numbers: readonly number[] = Object.values(ActivityType);

test("there are 146 activity types, each with a number of its own", () => {
  expect(numbers).toHaveLength(146);
  expect(new Set(numbers).size).toBe(146);
});

test("the numbers run from 0 to 154 and leave out those that Terra leaves out", () => {
  const leftOut = Array.from({ length: 155 }, (_, number) => number).filter((n) => !numbers.includes(n));
  expect(leftOut).toEqual([2, 6, 72, 107, 109, 110, 111, 112, 121]);
});
