import { numberAt } from "@musette/core";
import type { Effective } from "./effective.ts";
import type { EventBundle } from "./event-bundle.ts";
import { makeObservation } from "./make-observation.ts";
import { measureCode } from "./measures/measure-code.ts";
import type { Summary } from "./measures/measure.ts";
import { quantity } from "./quantity.ts";
import type { Reference } from "./resources.ts";

/** Adds an observation for each number that the item has, linked to the series that it sums up. */
export function addSummaries(
  bundle: EventBundle,
  summaries: readonly Summary[],
  effective: Effective,
  seriesByField: ReadonlyMap<string, Reference>,
): readonly Reference[] {
  return summaries.flatMap((summary) => {
    const value = numberAt(bundle.item, ...summary.field.split("."));
    if (value === null) return [];
    const series = summary.of === undefined ? undefined : seriesByField.get(summary.of);
    const resource = makeObservation(bundle.context, summary.category, measureCode(summary), {
      ...effective,
      valueQuantity: quantity(value, summary.unit),
      ...(series !== undefined && { derivedFrom: [series] }),
    });
    return [bundle.composer.add(summary.field, resource)];
  });
}
