import type { Activity } from "@musette/core";
import { formatTimestamp } from "../../timestamp.ts";
import type { summarize } from "./summary.ts";
import type { FitSession } from "./fit-session.ts";
import { pausedMsBefore } from "./pauses.ts";
import type { RecordValues } from "./record-values.ts";

/** When a record was made, as every sample says it. */
interface Moment {
  readonly timestamp: string;
  readonly timer_duration_seconds: number;
}

/** The summarized session with its sample lists: one sample for each record that has a value. */
export function withSamples(
  summary: ReturnType<typeof summarize>,
  session: FitSession,
  values: RecordValues,
): Activity {
  const list = sampler(session);
  const { distance_data, musette_data } = summary;
  return {
    ...summary,
    calories_data: {
      ...summary.calories_data,
      calorie_samples: list(values.calories, (moment, calories) => ({ ...moment, calories })),
    },
    distance_data: {
      ...distance_data,
      detailed: {
        ...distance_data.detailed,
        distance_samples: list(values.distance, (moment, distance_meters) => ({
          ...moment,
          distance_meters,
        })),
        elevation_samples: list(values.altitude, (moment, elev_meters) => ({ ...moment, elev_meters })),
        step_samples: list(values.steps, (moment, steps) => ({ ...moment, steps })),
      },
    },
    heart_rate_data: {
      ...summary.heart_rate_data,
      detailed: {
        ...summary.heart_rate_data.detailed,
        hr_samples: list(values.bpm, (moment, bpm) => ({ ...moment, bpm, context: null })),
      },
    },
    movement_data: {
      ...summary.movement_data,
      cadence_samples: list(values.cadence, (moment, cadence_rpm) => ({ ...moment, cadence_rpm })),
      speed_samples: list(values.speed, (moment, speed_meters_per_second) => ({
        ...moment,
        speed_meters_per_second,
      })),
      torque_samples: list(values.torque, (moment, torque_newton_meters) => ({
        ...moment,
        torque_newton_meters,
      })),
    },
    position_data: {
      ...summary.position_data,
      position_samples: list(values.latitude, (moment, latitude, index) => ({
        ...moment,
        coords_lat_lng_deg: [latitude, values.longitude[index] ?? null],
      })),
    },
    power_data: {
      ...summary.power_data,
      power_samples: list(values.watts, (moment, watts) => ({ ...moment, watts })),
    },
    musette_data: {
      ...musette_data,
      resistance_data: musette_data.resistance_data && {
        ...musette_data.resistance_data,
        resistance_samples: [
          ...list(values.resistance, (moment, resistance_percentage) => ({
            ...moment,
            resistance_percentage,
          })),
          ...list(values.resistanceLevel, (moment, resistance_level) => ({ ...moment, resistance_level })),
        ],
      },
      incline_data: musette_data.incline_data && {
        ...musette_data.incline_data,
        incline_samples: list(values.incline, (moment, incline_percentage) => ({
          ...moment,
          incline_percentage,
        })),
      },
      stroke_data: musette_data.stroke_data && {
        ...musette_data.stroke_data,
        stroke_rate_samples: list(values.strokeRate, (moment, stroke_rate_strokes_per_minute) => ({
          ...moment,
          stroke_rate_strokes_per_minute,
        })),
        split_pace_samples: list(values.splitPace, (moment, split_pace_seconds_per_500_meters) => ({
          ...moment,
          split_pace_seconds_per_500_meters,
        })),
      },
    },
  };
}

/** Makes the sample lists of one session. The moments are shared by all of them. */
function sampler({ records, startMs, offsetMinutes, pauses }: FitSession) {
  const moments: readonly Moment[] = records.map(({ timestamp }) => {
    const atMs = Number(timestamp);
    return {
      timestamp: formatTimestamp(atMs, offsetMinutes),
      timer_duration_seconds: Math.max(0, atMs - startMs - pausedMsBefore(pauses, atMs)) / 1000,
    };
  });
  return <Sample>(
    series: readonly (number | null)[],
    sample: (moment: Moment, value: number, index: number) => Sample,
  ): readonly Sample[] => {
    const samples: Sample[] = [];
    for (const [index, moment] of moments.entries()) {
      const value = series[index] ?? null;
      if (value !== null) samples.push(sample(moment, value, index));
    }
    return samples;
  };
}
