import { valueAt } from "@musette/core";
import { effectiveAt, effectiveBetween } from "../effective.ts";
import type { EventBundle } from "../event-bundle.ts";
import { makeObservation } from "../make-observation.ts";
import { measureCode } from "../measures/measure-code.ts";
import type { Series } from "../measures/measure.ts";
import { quantity } from "../quantity.ts";
import type { Reference } from "../resources.ts";
import { readSamples } from "./read-samples.ts";
import { sampledData } from "./sampled-data.ts";

export interface AddedSeries {
  readonly references: readonly Reference[];
  /** The one observation of each series that is one, by its field. */
  readonly byField: ReadonlyMap<string, Reference>;
}

/** Adds each series that has samples: as one observation, else as one for each sample. */
export function addSeries(bundle: EventBundle, series: readonly Series[]): AddedSeries {
  const references: Reference[] = [];
  const byField = new Map<string, Reference>();
  for (const one of series) {
    const path = one.field.split(".");
    const samples = readSamples(
      valueAt(bundle.item, ...path.slice(0, -1)),
      path.at(-1) ?? "",
      bundle.readTime,
    );
    const [first] = samples;
    if (first === undefined) continue;
    const code = measureCode(one);
    const valueSampledData = sampledData(bundle.version, samples, one.unit);
    if (valueSampledData === undefined) {
      for (const [index, { time, value }] of samples.entries()) {
        const found = { ...effectiveAt(time), valueQuantity: quantity(value, one.unit) };
        const resource = makeObservation(bundle.context, one.category, code, found);
        references.push(bundle.composer.add(`${one.field}/${index}`, resource));
      }
      continue;
    }
    const found = { ...effectiveBetween(first.time, samples.at(-1)?.time), valueSampledData };
    const resource = makeObservation(bundle.context, one.category, code, found);
    const reference = bundle.composer.add(one.field, resource);
    references.push(reference);
    byField.set(one.field, reference);
  }
  return { references, byField };
}
