import { expect, test } from "vitest";
import { seededRandom } from "./random.ts";

test("the same seed gives the same numbers, another seed others", () => {
  const numbers = (seed: number) => {
    const random = seededRandom(seed);
    return Array.from({ length: 20 }, () => random.next());
  };
  expect(numbers(7)).toEqual(numbers(7));
  expect(numbers(8)).not.toEqual(numbers(7));
});

test("numbers keep to their range and use all of it", () => {
  const random = seededRandom(1);
  const throws = Array.from({ length: 1000 }, () => random.integer(1, 6));
  expect(new Set(throws)).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  expect(random.hex(32)).toMatch(/^[0-9a-f]{32}$/);
});
