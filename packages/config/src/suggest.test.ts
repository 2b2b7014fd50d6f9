import { expect, it } from "vitest";
import { suggest } from "./suggest.ts";

it.each([
  ["regoin", ["bucket", "region"], ' (did you mean "region"?)'],
  ["Region", ["region"], ' (did you mean "region"?)'],
  ["limit", ["limits", "list"], ' (did you mean "limits"?)'],
  ["forcepathstyle", ["force_path_style"], ' (did you mean "force_path_style"?)'],
  ["zebra", ["region", "bucket"], ""],
  ["a", ["b"], ' (did you mean "b"?)'],
  ["abcdef", ["ghijkl"], ""],
  ["x", [], ""],
])("suggests for %s among %j", (word, candidates, expected) => {
  expect(suggest(word, candidates)).toBe(expected);
});
