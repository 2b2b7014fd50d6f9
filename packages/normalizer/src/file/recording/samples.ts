import type { Activity } from "@musette/core";
import type { summarize } from "./activity.ts";
import type { Recording } from "./recording.ts";
import type { Series } from "./series.ts";

/** The summarized workout with its sample lists: what was measured, when it was measured. */
export function withSamples(summarized: ReturnType<typeof summarize>, recording: Recording): Activity {
  const { series } = recording;
  const list = sampler(recording);
  const { distance_data, musette_data } = summarized;
  return {
    ...summarized,
    calories_data: {
      ...summarized.calories_data,
      calorie_samples: list(series.caloriesKcal, (moment, calories) => ({ ...moment, calories })),
    },
    distance_data: {
      ...distance_data,
      detailed: {
        ...distance_data.detailed,
        distance_samples: list(series.distanceMeters, (moment, distance_meters) => ({
          ...moment,
          distance_meters,
        })),
        elevation_samples: list(series.elevationMeters, (moment, elev_meters) => ({
          ...moment,
          elev_meters,
        })),
      },
    },
    heart_rate_data: {
      ...summarized.heart_rate_data,
      detailed: {
        ...summarized.heart_rate_data.detailed,
        hr_samples: list(series.bpm, (moment, bpm) => ({ ...moment, bpm, context: null })),
      },
    },
    movement_data: {
      ...summarized.movement_data,
      cadence_samples: list(series.cadenceRpm, (moment, cadence_rpm) => ({ ...moment, cadence_rpm })),
      speed_samples: list(series.speedMetersPerSecond, (moment, speed_meters_per_second) => ({
        ...moment,
        speed_meters_per_second,
      })),
    },
    position_data: {
      ...summarized.position_data,
      position_samples: list(series.latitude, (moment, latitude, index) => ({
        ...moment,
        coords_lat_lng_deg: [latitude, series.longitude.values[index] ?? null],
      })),
    },
    power_data: {
      ...summarized.power_data,
      power_samples: list(series.watts, (moment, watts) => ({ ...moment, watts })),
    },
    musette_data: {
      ...musette_data,
      resistance_data: musette_data.resistance_data && {
        ...musette_data.resistance_data,
        resistance_samples: list(series.resistanceLevel, (moment, resistance_level, index) => ({
          ...moment,
          resistance_percentage: series.resistancePercentage.values[index] ?? null,
          resistance_level,
        })),
      },
      incline_data: musette_data.incline_data && {
        ...musette_data.incline_data,
        incline_samples: list(series.inclinePercentage, (moment, incline_percentage) => ({
          ...moment,
          incline_percentage,
        })),
      },
    },
  };
}

/** When a value was measured, as every sample says it. */
interface Moment {
  readonly timestamp: string;
  readonly timer_duration_seconds: number | null;
}

/** Makes the sample lists of one workout. Its series share most of their moments, so each is written once. */
function sampler({ frame, startMs, endMs, totals }: Recording) {
  // The seconds of the timer leave out pauses, and a file does not say when those were.
  const pausedSeconds = (endMs - startMs) / 1000 - (totals.activeSeconds ?? 0);
  const isContinuous = Math.abs(pausedSeconds) <= 1;
  const moments = new Map<number, Moment>();
  const momentAt = (timeMs: number): Moment => {
    const known = moments.get(timeMs);
    if (known !== undefined) return known;
    const moment = {
      timestamp: frame.write(timeMs),
      timer_duration_seconds: isContinuous ? (timeMs - startMs) / 1000 : null,
    };
    moments.set(timeMs, moment);
    return moment;
  };
  return <Sample>(
    { timesMs, values }: Series,
    sample: (moment: Moment, value: number, index: number) => Sample,
  ): readonly Sample[] =>
    values.map((value, index) => sample(momentAt(timesMs[index] ?? startMs), value, index));
}
