import { array, assert, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { rowsOfKeys } from "./rows-of-keys.ts";
import { unionOfKeys } from "./union-of-keys.ts";

const ascending = array(integer({ min: 0, max: 9 })).map((keys) => keys.sort((a, b) => a - b));
const countOf = (keys: readonly number[], key: number) => keys.filter((each) => each === key).length;

test("has every key as often as the list that has it most often, in order", () => {
  assert(
    property(ascending, ascending, (a, b) => {
      const union = unionOfKeys(a, b);
      expect(union).toEqual(union.toSorted((left, right) => left - right));
      for (let key = 0; key < 10; key++) {
        expect(countOf(union, key)).toBe(Math.max(countOf(a, key), countOf(b, key)));
      }
    }),
  );
});

test("every key of either list has a row of its own there", () => {
  assert(
    property(ascending, ascending, (a, b) => {
      const union = unionOfKeys(a, b);
      for (const keys of [a, b]) {
        const rows = rowsOfKeys(union, keys);
        expect(rows.map((row) => union[row])).toEqual(keys);
        expect(new Set(rows).size).toBe(keys.length);
      }
    }),
  );
});

test("is the first list itself where it has all keys", () => {
  const keys = [1, 2, 2, Infinity];
  expect(unionOfKeys(keys, [2, Infinity])).toBe(keys);
});
