import type { Path } from "./problem.ts";

/** The value at a path; undefined when there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  let current: unknown = value;
  for (const step of path) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, step)) return undefined;
    current = (current as Readonly<Record<PropertyKey, unknown>>)[step];
  }
  return current;
}

/** A copy in which the value at `path`, which exists, is `replacement`. */
export function withValueAt(value: unknown, path: Path, replacement: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return replacement;
  const next = withValueAt(valueAt(value, [step]), rest, replacement);
  if (Array.isArray(value)) return value.with(Number(step), next);
  const entries = Object.entries(value as Readonly<Record<string, unknown>>);
  return Object.fromEntries(entries.map(([key, old]) => [key, key === step ? next : old]));
}
