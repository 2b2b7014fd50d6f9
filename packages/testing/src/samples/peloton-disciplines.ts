import * as metrics from "./peloton-metrics.ts";
import type { MetricShape } from "./peloton-metrics.ts";

/** What a workout of one discipline looks like on the wire. */
export interface DisciplineShape {
  readonly name: string;
  readonly metricsType: string | null;
  readonly device: {
    readonly device_type: string;
    readonly platform: string;
    readonly device_type_display_name: string;
  };
  readonly metrics: readonly MetricShape[];
  readonly hasCalories: boolean;
}

/** Values of `fitness_discipline`. */
export type PelotonDiscipline =
  | "cycling"
  | "bike_bootcamp"
  | "running"
  | "walking"
  | "circuit"
  | "caesar"
  | "caesar_bootcamp"
  | "strength"
  | "cardio"
  | "yoga"
  | "stretching"
  | "meditation";

const bike = { device_type: "home_bike_v1", platform: "home_bike", device_type_display_name: "Bike" };
const tread = { device_type: "home_tread", platform: "home_tread", device_type_display_name: "Tread" };
const row = { device_type: "caesar", platform: "caesar", device_type_display_name: "Row" };
const guide = { device_type: "t21n8m2", platform: "tiger", device_type_display_name: "Guide" };
const phone = { device_type: "iPhone", platform: "iOS_app", device_type_display_name: "iPhone" };

const { cadence, resistance, incline, strokeRate, splitPace, heartRate } = metrics;
const milesPerHour = metrics.speed("mph", 24.6);
const onBike = [metrics.output(280), cadence, resistance, milesPerHour, heartRate];
const onRow = [metrics.output(190), strokeRate, splitPace, heartRate];
const onFoot = (watts: number, fastest: number) => [
  metrics.output(watts),
  metrics.pace(fastest),
  incline,
  heartRate,
];

const shapes: Readonly<Record<PelotonDiscipline, DisciplineShape>> = {
  cycling: shape("Cycling Workout", "cycling", bike, onBike),
  bike_bootcamp: shape("Bike Bootcamp Workout", "cycling", bike, onBike),
  running: shape("Running Workout", "running", tread, onFoot(320, 6.7)),
  walking: shape("Walking Workout", "running", tread, onFoot(120, 13.4)),
  circuit: shape("Bootcamp", "running", tread, onFoot(320, 6.7)),
  caesar: shape("Rowing Workout", "caesar", row, onRow),
  caesar_bootcamp: shape("Row Bootcamp Workout", "caesar", row, onRow),
  strength: shape("Strength Workout", null, guide, [heartRate]),
  cardio: shape("Cardio Workout", null, guide, [heartRate]),
  yoga: shape("Yoga Workout", null, phone, [heartRate]),
  stretching: shape("Stretching Workout", null, phone, []),
  meditation: { ...shape("Meditation Workout", null, phone, []), hasCalories: false },
};

function shape(
  name: string,
  metricsType: string | null,
  device: DisciplineShape["device"],
  metrics: readonly MetricShape[],
): DisciplineShape {
  return { name, metricsType, device, metrics, hasCalories: true };
}

/**
 * Outdoors there is only what a phone measures; a metric account has its speed in kilometers per hour.
 */
export function disciplineShape(
  discipline: PelotonDiscipline,
  isOutdoor: boolean,
  isMetric: boolean,
): DisciplineShape {
  const indoors = shapes[discipline];
  if (isOutdoor) {
    const outdoors = indoors.metrics.filter(({ slug }) => slug === "pace" || slug === "heart_rate");
    return { ...indoors, device: phone, metricsType: null, metrics: [...outdoors, metrics.altitude] };
  }
  const inUnitsOfAccount = (metric: MetricShape): MetricShape =>
    metric === milesPerHour && isMetric ? metrics.speed("kph", 39.6) : metric;
  return { ...indoors, metrics: indoors.metrics.map(inUnitsOfAccount) };
}
