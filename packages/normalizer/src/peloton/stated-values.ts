import { isObject, numberOf, textOf } from "./fields.ts";
import { conversionFactor } from "./conversion-factor.ts";
import { readList } from "./read-list.ts";
import type { Units } from "./units.ts";
import { unrecognised } from "./unrecognised.ts";

/**
 * A total or an average that Peloton states, converted; null where it states none.
 *
 * @throws {IngestError} `ingest.unrecognised` where it is stated in an unknown unit.
 */
export type StatedValues = (slug: string, units: Units) => number | null;

/** Reads `summaries` or `average_summaries`. Their order and labels vary: the slug tells what is what. */
export function readStatedValues(list: unknown, pointer: string): StatedValues {
  const entries = readList(list, pointer).map((entry, index) => {
    if (!isObject(entry)) throw unrecognised(`${pointer}/${index}`, "a summary with slug and value");
    return entry;
  });
  return (slug, units) => {
    const index = entries.findIndex((entry) => textOf(entry["slug"]) === slug);
    const value = numberOf(entries[index]?.["value"]);
    if (value === null) return null;
    return (
      value * conversionFactor(entries[index]?.["display_unit"], units, `${pointer}/${index}/display_unit`)
    );
  };
}
