import { sampleLists } from "./sample-lists.ts";
import type { Sample } from "./sample-lists.ts";

/**
 * The activity as JSON, less the lists that the table of samples holds: they are there, and empty.
 * Everything else is as it came, other samples too. Does not change the item.
 */
export function payloadWithoutSamples(item: unknown): string {
  return JSON.stringify(sampleLists.reduce((rest, { path }) => withoutList(rest, path), item));
}

function withoutList(value: unknown, [key, ...path]: readonly string[]): unknown {
  if (key === undefined) return Array.isArray(value) ? [] : value;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return value;
  return { ...value, [key]: withoutList((value as Sample)[key], path) };
}
