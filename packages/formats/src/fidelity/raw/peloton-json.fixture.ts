import { milesToMeters, mphToMetersPerSecond, statedTotals, type RawFacts } from "./raw-facts.fixture.ts";

interface Valued {
  readonly slug: string;
  readonly display_unit?: string;
  readonly value?: number | null;
  readonly average_value?: number | null;
  readonly max_value?: number | null;
  readonly values?: readonly (number | null)[];
  readonly alternatives?: readonly Valued[];
}

interface Graph {
  readonly seconds_since_pedaling_start?: readonly number[];
  readonly metrics?: readonly Valued[];
  readonly summaries?: readonly Valued[];
}

interface Workout {
  readonly start_time: number;
  readonly total_work?: number | null;
}

const meters: Readonly<Record<string, number>> = { mi: milesToMeters, km: 1000, m: 1 };
const metersPerSecond: Readonly<Record<string, number>> = { mph: mphToMetersPerSecond, kph: 1 / 3.6 };
const seriesNames: Readonly<Record<string, string>> = {
  output: "watts",
  heart_rate: "hr_bpm",
  cadence: "cadence_rpm",
  resistance: "resistance_percentage",
  incline: "incline_percentage",
  speed: "speed_meters_per_second",
  stroke_rate: "stroke_rate_strokes_per_minute",
};

/** The workouts of a Peloton payload, in its order; null where it is none of the shapes that are known here. */
export function pelotonJsonFacts(payload: unknown): readonly RawFacts[] | null {
  if (typeof payload !== "object" || payload === null) return null;
  const parts = payload as Readonly<Record<string, unknown>>;
  if (Array.isArray(parts["data"])) return (parts["data"] as readonly Workout[]).map((one) => facts(one, {}));
  const workout = (parts["workout"] ?? parts["summary_raw"]) as Workout | undefined;
  if (typeof workout?.start_time !== "number") return null;
  return [facts(workout, parts["performance_graph"] ?? parts["metrics_raw"] ?? {})];
}

function facts(workout: Workout, graph: Graph): RawFacts {
  const all = (graph.metrics ?? []).flatMap((metric) => [metric, ...(metric.alternatives ?? [])]);
  const metric = (slug: string) => all.find((one) => one.slug === slug);
  const summary = (slug: string) => graph.summaries?.find((one) => one.slug === slug);
  const distance = summary("distance");
  const speed = metric("speed");
  const speedFactor = metersPerSecond[speed?.display_unit ?? ""] ?? Number.NaN;
  const seconds = graph.seconds_since_pedaling_start ?? [];
  // Of every fifth second Peloton's own figures are better, as it had all of them.
  const isThinned = (seconds[1] ?? 0) - (seconds[0] ?? 0) > 1 && (seconds[2] ?? 0) - (seconds[1] ?? 0) > 1;
  const valuesOf = (slug: string) =>
    (metric(slug)?.values ?? [])
      .filter((value) => value !== null)
      .filter((value) => slug !== "heart_rate" || value > 0);
  const mean = (slug: string) =>
    (isThinned ? metric(slug)?.average_value : meanOf(valuesOf(slug))) ?? Number.NaN;
  const greatest = (slug: string) =>
    (isThinned ? metric(slug)?.max_value : Math.max(...valuesOf(slug))) ?? Number.NaN;
  return {
    isWhole: true,
    totals: statedTotals(
      {
        work_kilojoules: (workout.total_work ?? Number.NaN) / 1000,
        distance_meters:
          (distance?.value ?? Number.NaN) * (meters[distance?.display_unit ?? ""] ?? Number.NaN),
        total_burned_calories: summary("calories")?.value,
        avg_watts: mean("output"),
        max_watts: greatest("output"),
        // Peloton's own counted the zeros of a lost signal once.
        avg_hr_bpm: meanOf(valuesOf("heart_rate")),
        max_hr_bpm: greatest("heart_rate"),
        avg_cadence_rpm: mean("cadence"),
        max_cadence_rpm: greatest("cadence"),
        avg_speed_meters_per_second: mean("speed") * speedFactor,
        max_speed_meters_per_second: greatest("speed") * speedFactor,
      },
      // Without metrics a workout's work is 0.
      (value, name) => value > 0 || name !== "work_kilojoules",
    ),
    series: new Map(
      all.flatMap(({ slug, values = [] }) => {
        const name = seriesNames[slug];
        if (name === undefined) return [];
        const factor = slug === "speed" ? speedFactor : 1;
        const known = seconds.flatMap((second, index) => {
          const value = values[index];
          // Without contact to the skin a heart rate reads 0.
          const isKnown = typeof value === "number" && (slug !== "heart_rate" || value > 0);
          return isKnown ? [[workout.start_time + second, value * factor] as const] : [];
        });
        return known.length === 0 ? [] : [[name, new Map(known)] as const];
      }),
    ),
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
