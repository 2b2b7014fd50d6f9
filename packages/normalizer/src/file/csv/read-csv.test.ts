import { expect, test } from "vitest";
import { readCsv } from "./read-csv.ts";

test("rows know the line that they begin on, over quoted line ends and empty lines", () => {
  const text = 'a,b\n"x\ny",1\n\n , \n"say ""hi""",2\nlast,3';
  expect(readCsv(text)).toEqual([
    { line: 1, cells: ["a", "b"], isWellQuoted: true },
    { line: 2, cells: ["x\ny", "1"], isWellQuoted: true },
    { line: 6, cells: ['say "hi"', "2"], isWellQuoted: true },
    { line: 7, cells: ["last", "3"], isWellQuoted: true },
  ]);
});

test("the first line tells what separates cells", () => {
  expect(readCsv("a;b\n1,5;2").map(({ cells }) => cells)).toEqual([
    ["a", "b"],
    ["1,5", "2"],
  ]);
  expect(readCsv("a\tb\n1\t2").map(({ cells }) => cells)).toEqual([
    ["a", "b"],
    ["1", "2"],
  ]);
});

test("a quotation mark that is not closed is told, and nothing is thrown", () => {
  expect(readCsv('a,b\n1,"open\n2,3\n').map(({ line, isWellQuoted }) => [line, isWellQuoted])).toEqual([
    [1, true],
    [2, false],
  ]);
  expect(readCsv("")).toEqual([]);
});
