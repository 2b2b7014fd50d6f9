/**
 * Containers within containers. Terra's deepest item has eight; MongoDB and MySQL store at most a
 * hundred, and turning a very deep value into text exhausts the stack.
 */
export const deepestNesting = 64;

/** True when `value` has more than `levels` containers within one another. Stops at the first such place. */
export function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) return value.some((child) => isDeeperThan(levels - 1, child));
  for (const key in value) {
    if (isDeeperThan(levels - 1, (value as Record<string, unknown>)[key])) return true;
  }
  return false;
}
