import type { DisciplineShape } from "./peloton-disciplines.ts";
import { metricsOf } from "./peloton-graph-metrics.ts";
import { type PelotonRecording, thinned } from "./peloton-recording.ts";
import { splitsOf } from "./peloton-splits.ts";
import { classTargets } from "./peloton-targets.ts";
import type { Random } from "./random.ts";

const metersPerUnit = { mi: 1609.344, km: 1000, m: 1 } as const;

export interface PelotonGraphOptions {
  readonly everyN: number;
  readonly isOutdoor: boolean;
  readonly isMetric: boolean;
  readonly classSeconds: number;
}

/** A body of `/performance_graph?every_n=…`. */
export function pelotonGraph(
  random: Random,
  shape: DisciplineShape,
  recording: PelotonRecording,
  options: PelotonGraphOptions,
) {
  const kept = thinned(recording, options.everyN);
  const { metrics, averages } = metricsOf(recording, kept);
  const heartRate = metrics.find((metric) => metric.slug === "heart_rate");
  return {
    duration: options.classSeconds,
    is_class_plan_shown: true,
    segment_list: segments(random, options.classSeconds, shape.metricsType),
    seconds_since_pedaling_start: kept.seconds,
    average_summaries: averages,
    summaries: summaries(shape, recording, options),
    metrics,
    has_apple_watch_metrics: false,
    location_data: options.isOutdoor
      ? [{ segment_id: null, is_gap: false, coordinates: coordinates(random, kept) }]
      : [],
    is_location_data_accurate: options.isOutdoor ? true : null,
    splits_data: splitsOf(recording, options.isMetric ? "km" : "mi"),
    target_metrics_performance_data: classTargets(random, shape.metrics, options.classSeconds),
    effort_zones: heartRate?.zones === undefined ? null : effortZones(random, heartRate.zones),
    muscle_group_score: [],
    summary_available: true,
    performance_graph_available: true,
  };
}

/** Joules. */
export function totalWork(recording: PelotonRecording): number {
  const watts = recording.columns.find(({ metric }) => metric.slug === "output")?.values ?? [];
  return watts.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

function summaries(shape: DisciplineShape, recording: PelotonRecording, options: PelotonGraphOptions) {
  const entry = (display_name: string, slug: string, display_unit: string | null, value: number) => [
    { display_name, display_unit, value, slug },
  ];
  const slugs = new Set(shape.metrics.map(({ slug }) => slug));
  const meters = recording.meters.at(-1) ?? 0;
  const unit = slugs.has("split_pace") ? "m" : options.isMetric ? "km" : "mi";
  const distance = Number((meters / metersPerUnit[unit]).toFixed(unit === "m" ? 0 : 2));
  const strokes = Math.round(recording.seconds.length / 2.5);
  return [
    ...(slugs.has("output")
      ? entry("Total Output", "total_output", "kj", Math.round(totalWork(recording) / 1000))
      : []),
    ...(meters > 0 ? entry("Distance", "distance", unit, distance) : []),
    ...(slugs.has("incline") || options.isOutdoor ? entry("Elevation", "elevation", "ft", 112) : []),
    ...(slugs.has("stroke_rate") ? entry("Strokes", "stroke_count", null, strokes) : []),
    ...(shape.hasCalories
      ? entry("Calories", "calories", "kcal", Math.round(recording.seconds.length * 0.21))
      : []),
  ];
}

function segments(random: Random, classSeconds: number, metricsType: string | null) {
  const warmUp = Math.round(classSeconds * 0.15);
  const coolDown = Math.round(classSeconds * 0.06);
  const plan = [
    { name: "Warmup", length: warmUp, intensity_in_mets: 3.5 },
    { name: "Main", length: classSeconds - warmUp - coolDown, intensity_in_mets: 6 },
    { name: "Cool Down", length: coolDown, intensity_in_mets: 3.5 },
  ];
  let start_time_offset = 0;
  return plan.map((part) => {
    const segment = {
      id: random.hex(32),
      ...part,
      start_time_offset,
      metrics_type: metricsType,
      is_drill: false,
    };
    start_time_offset += part.length;
    return segment;
  });
}

function effortZones(random: Random, zones: readonly { readonly duration: number }[]) {
  return {
    total_effort_points: random.integer(50, 900) / 10,
    heart_rate_zone_durations: Object.fromEntries(
      zones.map(({ duration }, index) => [`heart_rate_z${index + 1}_duration`, duration]),
    ),
  };
}

/** A walk to the north-east. */
function coordinates(random: Random, { seconds, meters }: PelotonRecording) {
  return seconds.map((second, index) => {
    const covered = meters[index] ?? 0;
    return {
      seconds_offset_from_start: second,
      latitude: Number((51.5 + covered * 5e-6 + random.between(-1, 1) * 1e-5).toFixed(6)),
      longitude: Number((-0.12 + covered * 9e-6 + random.between(-1, 1) * 1e-5).toFixed(6)),
      accuracy: random.chance(0.1) ? null : random.integer(3, 12),
      distance: Number((covered / metersPerUnit.mi).toFixed(2)),
      distance_display_unit: "mi",
    };
  });
}
