import { pathText, type Problem } from "./problem.ts";
import { valueAt } from "./value-at.ts";

/** Entries of a list whose `key` has the value that an earlier entry's has. */
export function findRepeats(entries: readonly unknown[], list: string, key: string): readonly Problem[] {
  const firstByValue = new Map<string, number>();
  const problems: Problem[] = [];
  for (const [index, entry] of entries.entries()) {
    const value = valueAt(entry, [key]);
    if (typeof value !== "string") continue;
    const first = firstByValue.get(value);
    if (first === undefined) {
      firstByValue.set(value, index);
      continue;
    }
    const message = `already used by ${pathText([list, first])}; each ${key} must be unique`;
    problems.push({ path: [list, index, key], at: "value", message });
  }
  return problems;
}
