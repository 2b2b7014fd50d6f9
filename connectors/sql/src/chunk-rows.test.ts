import { expect, test } from "vitest";
import { chunkRows } from "./chunk-rows.ts";

const row = (text: string) => ({ event_key: text, revision: 1n });

test("cuts at the limit of parameters", () => {
  const rows = ["a", "b", "c", "d", "e"].map(row);
  const sizes = chunkRows(rows, { rows: 10, parameters: 5, characters: 100 }).map((chunk) => chunk.length);
  expect(sizes).toEqual([2, 2, 1]);
});

test("cuts at the limit of characters", () => {
  const rows = ["aaaa", "bbbb", "cccc"].map(row);
  const sizes = chunkRows(rows, { rows: 10, parameters: 100, characters: 8 }).map((chunk) => chunk.length);
  expect(sizes).toEqual([2, 1]);
});

test("sends a row that is longer than the limit on its own", () => {
  const rows = ["a", "b".repeat(20), "c"].map(row);
  const sizes = chunkRows(rows, { rows: 10, parameters: 100, characters: 8 }).map((chunk) => chunk.length);
  expect(sizes).toEqual([1, 1, 1]);
});

test("keeps every row, in order", () => {
  const rows = Array.from({ length: 23 }, (_, index) => row(String(index)));
  expect(chunkRows(rows, { rows: 10, parameters: 8, characters: 5 }).flat()).toEqual(rows);
});

test("makes no statement of no rows", () => {
  expect(chunkRows([], { rows: 10, parameters: 8, characters: 5 })).toEqual([]);
});
