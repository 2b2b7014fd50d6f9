import { numberAt, OxygenSaturationType, textAt, valueAt } from "@musette/core";
import { addSummaries } from "../add-summaries.ts";
import { effectiveAt, effectiveBetween } from "../effective.ts";
import type { EventBundle } from "../event-bundle.ts";
import { makeObservation } from "../make-observation.ts";
import { heartRateSeries } from "../measures/heart-rate-measures.ts";
import { measureCode } from "../measures/measure-code.ts";
import type { Measure } from "../measures/measure.ts";
import { measureTable } from "../measures/measure-table.ts";
import { quantity } from "../quantity.ts";
import type { Reference } from "../resources.ts";
import { addSeries } from "../series/add-series.ts";
import { addBloodPressures } from "./add-blood-pressures.ts";
import { bodyReadings } from "./body-readings.ts";
import { bodySummaries } from "./body-summaries.ts";

const saturation = "oxygen_data.saturation_samples.percentage";
/** LOINC: the vital sign, with the code of its usual method. Muscle oxygen is not that. */
const [bloodSaturation, otherSaturation] = [
  {
    field: saturation,
    text: "Oxygen saturation of blood",
    unit: "%",
    category: "vital-signs",
    loinc: ["2708-6", "59408-5"],
    pghd: "oxygenSaturation",
  },
  { field: saturation, text: "Oxygen saturation", unit: "%", category: "exam" },
] as const satisfies readonly Measure[];

const series = [
  ...heartRateSeries("heart_data.heart_rate_data", "exam"),
  ...measureTable("", "exam", [["heart_data.rr_interval_samples.rr_interval_ms", "RR interval", "ms"]]),
];

/** Adds body measurements: an observation for each reading and each of the day's means, and the series. */
export function addBody(bundle: EventBundle): readonly Reference[] {
  const time = (key: string) => textAt(bundle.item, "metadata", key);
  const effective = effectiveBetween(time("start_time"), time("end_time"));
  const { references, byField } = addSeries(bundle, series);
  return [
    ...bodyReadings.flatMap((measure) => addReadings(bundle, measure.field, () => measure)),
    ...addReadings(bundle, saturation, (sample) =>
      numberAt(sample, "type") === OxygenSaturationType.Blood ? bloodSaturation : otherSaturation,
    ),
    ...addBloodPressures(bundle),
    ...addSummaries(bundle, bodySummaries, effective, byField),
    ...references,
  ];
}

function addReadings(
  bundle: EventBundle,
  field: string,
  measureOf: (sample: unknown) => Measure,
): readonly Reference[] {
  const path = field.split(".");
  const samples = valueAt(bundle.item, ...path.slice(0, -1));
  if (!Array.isArray(samples)) return [];
  return samples.flatMap((sample: unknown, index): readonly Reference[] => {
    const value = numberAt(sample, path.at(-1) ?? "");
    if (value === null) return [];
    const measure = measureOf(sample);
    const resource = makeObservation(bundle.context, measure.category, measureCode(measure), {
      ...effectiveAt(textAt(sample, "timestamp") ?? textAt(sample, "measurement_time")),
      valueQuantity: quantity(value, measure.unit),
    });
    return [bundle.composer.add(`${field}/${index}`, resource)];
  });
}
