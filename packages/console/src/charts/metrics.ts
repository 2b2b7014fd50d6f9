import { height, metersPer, metersPerFoot, pace, speed, type Quantity } from "../units/distance.ts";
import { number } from "../units/numbers.ts";
import type { DistanceUnit } from "../units/preferences.ts";
import { duration } from "../units/time.ts";
import type { ChartSeries } from "../wire/index.ts";

/** How a series is drawn and told. */
export interface Metric {
  /** The colour's name in the style: `power`. */
  readonly colour: string;
  readonly label: string;
  readonly show: (value: number) => Quantity;
  /** A setting of the machine: it jumps, and no slope is drawn between. */
  readonly stepped: boolean;
  /** Small is fast: the axis is turned over. */
  readonly inverted: boolean;
  /** What its peak is called. */
  readonly peak: "highest" | "best";
  /** How many of the unit that is shown one of the curve's is; or the way of which a pace is told, in meters. */
  readonly scale: { readonly perUnit: number } | { readonly paceMeters: number };
}

/** In this order from the top. What is not named is not drawn: totals that only grow say nothing as a curve. */
const order = [
  "watts",
  "hr_bpm",
  "cadence_rpm",
  "stroke_rate_strokes_per_minute",
  "split_pace_seconds_per_500_meters",
  "resistance_percentage",
  "resistance_level",
  "incline_percentage",
  "speed_meters_per_second",
  "elevation_meters",
  "torque_newton_meters",
];

export function drawnSeries(series: readonly ChartSeries[]): readonly ChartSeries[] {
  return series
    .filter(({ name, min }) => min !== null && order.includes(name))
    .sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name));
}

/** `onFoot`: speed is told as a pace. */
export function metricOf(
  { name, label, unit }: ChartSeries,
  distanceUnit: DistanceUnit,
  onFoot: boolean,
): Metric {
  const plain = { label, stepped: false, inverted: false, peak: "highest", scale: { perUnit: 1 } } as const;
  const as = (digits: number) => (value: number) => ({ value: number(value, digits), unit });
  switch (name) {
    case "watts":
      return { ...plain, colour: "power", show: as(0) };
    case "hr_bpm":
      return { ...plain, colour: "heart", show: as(0) };
    case "cadence_rpm":
    case "stroke_rate_strokes_per_minute":
      return { ...plain, colour: "cadence", show: as(0) };
    case "resistance_percentage":
    case "resistance_level":
      return { ...plain, colour: "resistance", show: as(0), stepped: true };
    case "incline_percentage":
      return { ...plain, colour: "incline", show: as(1), stepped: true };
    case "elevation_meters":
      return {
        ...plain,
        colour: "incline",
        show: (value) => height(value, distanceUnit),
        scale: { perUnit: distanceUnit === "km" ? 1 : 1 / metersPerFoot },
      };
    case "speed_meters_per_second":
      return onFoot
        ? {
            ...plain,
            label: "Pace",
            colour: "speed",
            show: (value) => pace(value, distanceUnit),
            peak: "best",
            scale: { paceMeters: metersPer[distanceUnit] },
          }
        : {
            ...plain,
            colour: "speed",
            show: (value) => speed(value, distanceUnit),
            scale: { perUnit: 3600 / metersPer[distanceUnit] },
          };
    case "split_pace_seconds_per_500_meters":
      return {
        ...plain,
        colour: "speed",
        show: (value) => ({ value: duration(value), unit: "/500 m" }),
        inverted: true,
        peak: "best",
      };
    default:
      return { ...plain, colour: "quiet", show: as(1) };
  }
}
