import type { Activity } from "@musette/core";
import { formatTimestamp } from "../timestamp.ts";
import { cadenceOf, countsSteps, type summarize } from "./activity.ts";
import type { IfitLog } from "./ifit-log.ts";
import { emptySeries, type Series } from "./series.ts";

/**
 * The summarized workout with its sample lists: each change point under its own time, none in
 * between. Distance, calories and steps are cumulative, as iFit counts them.
 */
export function withSamples(summarized: ReturnType<typeof summarize>, log: IfitLog): Activity {
  const { stats } = log;
  const list = sampler(log);
  const { distance_data, musette_data } = summarized;
  return {
    ...summarized,
    calories_data: {
      ...summarized.calories_data,
      calorie_samples: list(stats.calories, (moment, calories) => ({ ...moment, calories })),
    },
    distance_data: {
      ...distance_data,
      detailed: {
        ...distance_data.detailed,
        distance_samples: list(stats.meters, (moment, distance_meters) => ({ ...moment, distance_meters })),
        elevation_samples: list(stats.elevation, (moment, elev_meters) => ({ ...moment, elev_meters })),
        step_samples: list(countsSteps(log) ? stats.steps : emptySeries, (moment, steps) => ({
          ...moment,
          steps,
        })),
      },
    },
    heart_rate_data: {
      ...summarized.heart_rate_data,
      detailed: {
        ...summarized.heart_rate_data.detailed,
        hr_samples: list(stats.bpm, (moment, bpm) => ({ ...moment, bpm, context: null })),
      },
    },
    movement_data: {
      ...summarized.movement_data,
      cadence_samples: list(cadenceOf(log).series, (moment, cadence_rpm) => ({ ...moment, cadence_rpm })),
      speed_samples: list(stats.mps, (moment, speed_meters_per_second) => ({
        ...moment,
        speed_meters_per_second,
      })),
    },
    power_data: {
      ...summarized.power_data,
      power_samples: list(stats.watts, (moment, watts) => ({ ...moment, watts })),
    },
    musette_data: {
      ...musette_data,
      resistance_data: musette_data.resistance_data && {
        ...musette_data.resistance_data,
        resistance_samples: list(stats.resistance, (moment, resistance_level) => ({
          ...moment,
          resistance_level,
        })),
      },
      incline_data: musette_data.incline_data && {
        ...musette_data.incline_data,
        incline_samples: list(stats.incline, (moment, incline_percentage) => ({
          ...moment,
          incline_percentage,
        })),
      },
      stroke_data: musette_data.stroke_data && {
        ...musette_data.stroke_data,
        stroke_rate_samples: list(stats.spm, (moment, stroke_rate_strokes_per_minute) => ({
          ...moment,
          stroke_rate_strokes_per_minute,
        })),
        split_pace_samples: list(stats.five_hundred_split, (moment, split_pace_seconds_per_500_meters) => ({
          ...moment,
          split_pace_seconds_per_500_meters,
        })),
      },
    },
  };
}

/** When a point was recorded, as every sample says it. */
interface Moment {
  readonly timestamp: string;
  readonly timer_duration_seconds: number;
}

/** Makes the sample lists of one workout. Its series share most of their moments, so each is written once. */
function sampler({ startMs, offsetMinutes }: IfitLog) {
  const moments = new Map<number, Moment>();
  const momentAt = (offsetMs: number): Moment => {
    const known = moments.get(offsetMs);
    if (known !== undefined) return known;
    const moment = {
      timestamp: formatTimestamp(startMs + offsetMs, offsetMinutes),
      timer_duration_seconds: offsetMs / 1000,
    };
    moments.set(offsetMs, moment);
    return moment;
  };
  return <Sample>(
    { offsetsMs, values }: Series,
    sample: (moment: Moment, value: number | null) => Sample,
  ): readonly Sample[] =>
    offsetsMs.map((offsetMs, index) => sample(momentAt(offsetMs), values[index] ?? null));
}
