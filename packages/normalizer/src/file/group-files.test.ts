import * as fc from "fast-check";
import { expect, test } from "vitest";
import { groupFiles } from "./group-files.ts";

test("iFit's two files are one unit, whatever the case of their endings and their order", () => {
  expect(groupFiles(["a.csv", "b.fit", "a.TCX", "b.tcx"])).toEqual([
    ["a.csv", "a.TCX"],
    ["b.fit"],
    ["b.tcx"],
  ]);
});

test("names with dots and commas are names, and a folder is part of a name", () => {
  const names = [
    "2021_Climb,_Sunset.v2.tcx",
    "2021_Climb,_Sunset.v2.csv",
    "x/a.tcx",
    "y/a.csv",
    ".tcx",
    "noending",
  ];
  expect(groupFiles(names)).toEqual([names.slice(0, 2), ["x/a.tcx"], ["y/a.csv"], [".tcx"], ["noending"]]);
});

test("a name that comes twice goes alone", () => {
  expect(groupFiles(["a.tcx", "a.tcx", "a.csv"])).toEqual([["a.tcx", "a.csv"], ["a.tcx"]]);
});

test("every file is in one unit, and a unit has one file or a pair", () => {
  const name = fc.tuple(
    fc.constantFrom("a", "b", "toString", ""),
    fc.constantFrom(".tcx", ".csv", ".fit", ".TCX", ""),
  );
  fc.assert(
    fc.property(fc.array(name.map((parts) => parts.join(""))), (names) => {
      const units = groupFiles(names);
      expect(units.flat().sort()).toEqual([...names].sort());
      expect(units.every(({ length }) => length === 1 || length === 2)).toBe(true);
    }),
  );
});
