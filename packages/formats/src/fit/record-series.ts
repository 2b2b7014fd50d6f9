import type { Activity } from "@musette/core";
import { listOf } from "./loose.ts";
import { developerFields, fields } from "./messages.ts";
import type { Field } from "./wire/field.ts";
import type { Column } from "./wire/fit-writer.ts";

/** A sample of any list, of which nothing is certain. */
export type LooseSample = { readonly [name: string]: unknown } | null | undefined;

/** One series of an activity and the record fields that it becomes. */
export interface RecordSeries {
  readonly isDeveloper: boolean;
  /** For developer series: how they are described. */
  readonly developer?: { readonly field: Field; readonly name: string; readonly units: string };
  readonly samples: (activity: Activity) => readonly LooseSample[];
  readonly value: (sample: LooseSample) => unknown;
  readonly columns: (values: Float64Array) => readonly Column[];
}

type Samples = (activity: Activity) => unknown;

const native = (samples: Samples, name: string, field: Field): RecordSeries => ({
  ...series(samples, (sample) => sample?.[name]),
  columns: (values) => [{ field, values }],
});

/** The same samples and values once more, in a developer field. */
const asDeveloper = (
  { samples, value }: RecordSeries,
  description: NonNullable<RecordSeries["developer"]>,
): RecordSeries => ({
  isDeveloper: true,
  developer: description,
  samples,
  value,
  columns: (values) => [{ field: description.field, values }],
});

const developer = (
  samples: Samples,
  name: string,
  description: NonNullable<RecordSeries["developer"]>,
): RecordSeries => asDeveloper(native(samples, name, description.field), description);

const position = (index: 0 | 1, field: Field): RecordSeries => ({
  ...series(
    (activity) => activity.position_data?.position_samples,
    (sample) => listOf(sample?.["coords_lat_lng_deg"])[index],
  ),
  columns: (values) => [{ field, values }],
});

function series(
  samples: Samples,
  value: RecordSeries["value"],
): Pick<RecordSeries, "isDeveloper" | "samples" | "value"> {
  return {
    isDeveloper: false,
    samples: (activity) => listOf(samples(activity)) as readonly LooseSample[],
    value,
  };
}

/** A stroke rate is the cadence of a rower; where an activity has both, its cadence is taken. */
const cadenceSamples: Samples = ({ movement_data, musette_data }) => {
  const cadence = listOf(movement_data?.cadence_samples);
  if (cadence.length > 0) return cadence;
  return listOf(musette_data?.stroke_data?.stroke_rate_samples).map((sample) => {
    const stroke = sample as LooseSample;
    return { ...stroke, cadence_rpm: stroke?.["stroke_rate_strokes_per_minute"] };
  });
};

const cadence: RecordSeries = {
  ...series(cadenceSamples, (sample) => sample?.["cadence_rpm"]),
  columns: cadenceColumns,
};

/** Whole turns, and beside them what they leave where any does. */
function cadenceColumns(values: Float64Array): readonly Column[] {
  const whole = { field: fields.record.cadence, values: values.map(Math.floor) };
  if (values.every((value) => Number.isNaN(value) || Number.isInteger(value))) return [whole];
  const fractions = values.map((value, index) => value - (whole.values[index] ?? value));
  // What would be a whole turn when it is rounded to 128ths stays just below one.
  const kept = fractions.map((part) => Math.min(part, 127 / 128));
  return [whole, { field: fields.record.fractionalCadence, values: kept }];
}

const resistance: Samples = (activity) => activity.musette_data?.resistance_data?.resistance_samples;
const resistancePercentage = native(resistance, "resistance_percentage", fields.record.resistance);
const inclinePercentage = native(
  (activity) => activity.musette_data?.incline_data?.incline_samples,
  "incline_percentage",
  fields.record.grade,
);
const { record } = fields;
const own = developerFields.record;

/** Every series that a record carries, in the order of its fields. */
export const recordSeries: readonly RecordSeries[] = [
  position(0, record.positionLat),
  position(1, record.positionLong),
  native((activity) => activity.heart_rate_data?.detailed?.hr_samples, "bpm", record.heartRate),
  cadence,
  native(
    (activity) => activity.distance_data?.detailed?.distance_samples,
    "distance_meters",
    record.distance,
  ),
  native((activity) => activity.power_data?.power_samples, "watts", record.power),
  inclinePercentage,
  resistancePercentage,
  native((activity) => activity.calories_data?.calorie_samples, "calories", record.calories),
  native(
    (activity) => activity.movement_data?.speed_samples,
    "speed_meters_per_second",
    record.enhancedSpeed,
  ),
  native(
    (activity) => activity.distance_data?.detailed?.elevation_samples,
    "elev_meters",
    record.enhancedAltitude,
  ),
  asDeveloper(resistancePercentage, own.resistancePercent),
  asDeveloper(inclinePercentage, own.inclinePercent),
  developer(resistance, "resistance_level", own.resistanceLevel),
  developer(
    (activity) => activity.musette_data?.stroke_data?.stroke_rate_samples,
    "stroke_rate_strokes_per_minute",
    own.strokeRate,
  ),
  developer(
    (activity) => activity.musette_data?.stroke_data?.split_pace_samples,
    "split_pace_seconds_per_500_meters",
    own.splitPace,
  ),
  developer((activity) => activity.distance_data?.detailed?.step_samples, "steps", own.steps),
  developer((activity) => activity.movement_data?.torque_samples, "torque_newton_meters", own.torque),
];
