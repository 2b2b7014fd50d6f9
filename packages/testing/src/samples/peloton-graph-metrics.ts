import type { PelotonRecording, RecordedMetric } from "./peloton-recording.ts";

const maxHeartRate = 186;
/** Where Peloton's zones 2 to 5 begin, in percent of the maximum. */
const zoneStarts = [0, 65, 75, 85, 95].map((percent) => Math.round((maxHeartRate * percent) / 100));

interface Metric {
  readonly display_name: string;
  readonly display_unit: string;
  readonly max_value: number | null;
  readonly average_value: number | null;
  readonly values: readonly (number | null)[];
  readonly slug: string;
  readonly alternatives?: readonly Metric[];
  readonly zones?: readonly { readonly slug: string; readonly duration: number }[];
  readonly missing_data_duration?: number;
}

/** The metrics of a graph, and `average_summaries`. The vendor's averages leave zeros out. */
export function metricsOf(recording: PelotonRecording, kept: PelotonRecording) {
  const metrics = recording.columns.map((column, index) =>
    metricOf(column, kept.columns[index]?.values ?? []),
  );
  const averages = metrics
    .filter(({ slug }) => slug !== "heart_rate" && slug !== "altitude")
    .map(({ display_name, display_unit, average_value, slug }) => ({
      display_name: `Avg ${display_name}`,
      display_unit,
      value: average_value,
      slug: `avg_${slug}`,
    }));
  return { metrics, averages };
}

/** @param kept the values that are in the graph; the figures are over all of them. */
function metricOf({ metric, values }: RecordedMetric, kept: readonly (number | null)[]): Metric {
  const { slug, display_name, display_unit } = metric;
  const measured = values.filter((value) => value !== null && value !== 0) as number[];
  const isPace = display_unit.startsWith("min/");
  const best = isPace ? Math.min(...measured) : Math.max(...measured);
  const places = display_unit === "mph" || display_unit === "kph" ? 1 : isPace ? 2 : 0;
  const mean = measured.reduce((sum, value) => sum + value, 0) / measured.length;
  const isStated = measured.length > 0 && slug !== "altitude";
  const common = {
    display_name,
    display_unit,
    max_value: isStated ? best : null,
    average_value: isStated ? Number(mean.toFixed(places)) : null,
    values: kept,
    slug,
  };
  if (slug === "heart_rate") {
    return { ...common, zones: zonesOf(measured), missing_data_duration: values.length - measured.length };
  }
  return slug === "pace" ? { ...common, alternatives: [speedInsteadOf(kept)] } : common;
}

function speedInsteadOf(paces: readonly (number | null)[]): Metric {
  return {
    display_name: "Speed",
    display_unit: "mph",
    max_value: null,
    average_value: null,
    values: paces.map((pace) => (pace === null ? null : Number((60 / pace).toFixed(1)))),
    slug: "speed",
  };
}

function zonesOf(beats: readonly number[]) {
  return zoneStarts.map((start, index) => {
    const end = (zoneStarts[index + 1] ?? maxHeartRate + 1) - 1;
    const isLast = index === zoneStarts.length - 1;
    return {
      display_name: `Zone ${index + 1}`,
      slug: `zone${index + 1}`,
      range: isLast ? `>=${start} bpm` : `${start}-${end} bpm`,
      duration: beats.filter((bpm) => bpm >= start && (isLast || bpm <= end)).length,
      max_value: end,
      min_value: start,
    };
  });
}
