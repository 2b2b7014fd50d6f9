import type { MusetteData } from "@musette/core";
import type { Metrics } from "./metrics.ts";
import type { SampleList } from "./sample-lists.ts";

/** The extension block with its sample lists filled. */
export function musetteSamples(
  summary: MusetteData | null,
  metrics: Metrics,
  list: SampleList,
): MusetteData | null {
  if (summary === null) return null;
  const { resistance_data: resistance, incline_data: incline, stroke_data: strokes } = summary;
  return {
    ...summary,
    resistance_data: resistance && {
      ...resistance,
      resistance_samples: list(metrics.resistance, (moment, percentage) => ({
        ...moment,
        resistance_percentage: percentage,
      })),
    },
    incline_data: incline && {
      ...incline,
      incline_samples: list(metrics.incline, (moment, percentage) => ({
        ...moment,
        incline_percentage: percentage,
      })),
    },
    stroke_data: strokes && {
      ...strokes,
      stroke_rate_samples: list(metrics.stroke_rate, (moment, perMinute) => ({
        ...moment,
        stroke_rate_strokes_per_minute: perMinute,
      })),
      split_pace_samples: list(metrics.split_pace, (moment, seconds) => ({
        ...moment,
        split_pace_seconds_per_500_meters: seconds,
      })),
    },
  };
}
