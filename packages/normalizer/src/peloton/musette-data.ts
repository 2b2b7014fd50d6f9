import type { InclineData, MusetteData, MusetteSource, ResistanceData, StrokeData } from "@musette/core";
import { type Averages, averagesOf } from "./averages.ts";
import { classData } from "./class-data.ts";
import { nonZeroOf, numberOf, objectOf, textOf } from "./fields.ts";
import { strengthData } from "./strength-data.ts";
import { isThirdParty } from "./third-party.ts";
import * as units from "./units.ts";
import type { Workout } from "./workout.ts";

/** What Terra has no field for, without sample lists. */
export function musetteData(workout: Workout): MusetteData {
  const { fields, graph, effortZones } = workout;
  const averages = averagesOf(graph);
  const rank = numberOf(fields["leaderboard_rank"]);
  const totalUsers = numberOf(fields["total_leaderboard_users"]);
  const points = numberOf(effortZones["total_effort_points"]);
  const ftp = objectOf(fields["ftp_info"]);
  const ftpWatts = nonZeroOf(ftp["ftp"]);
  return {
    source: source(workout),
    discipline: textOf(fields["fitness_discipline"]),
    power_is_estimated: null,
    resistance_data: resistance(workout, averages),
    incline_data: incline(workout, averages),
    stroke_data: strokes(workout, averages),
    class_data: classData(workout),
    leaderboard_data: rank === null && totalUsers === null ? null : { rank, total_users: totalUsers },
    // The workout's average_effort_score is over many workouts, not this one.
    effort_data: points === null ? null : { total_effort_points: points, average_effort_score: null },
    ftp_data:
      ftpWatts === null
        ? null
        : {
            ftp_watts: ftpWatts,
            ftp_source: textOf(ftp["ftp_source"]),
            ftp_workout_id: textOf(ftp["ftp_workout_id"]),
          },
    strength_data: strengthData(fields),
  };
}

function source({ id, fields, ride }: Workout): MusetteSource {
  return {
    workout_id: id,
    device_type: textOf(fields["device_type"]),
    platform: textOf(fields["platform"]),
    workout_type: textOf(fields["workout_type"]),
    status: textOf(fields["status"]),
    is_third_party: isThirdParty(fields),
    program_id: textOf(ride["series_id"]),
    strava_id: linkedId(fields["strava_id"]),
    fitbit_id: linkedId(fields["fitbit_id"]),
  };
}

/** Peloton writes "-1" where the account is not linked. */
function linkedId(value: unknown): string | null {
  const id = textOf(value);
  return id === "-1" ? null : id;
}

function resistance({ graph }: Workout, averages: Averages): ResistanceData | null {
  const metric = graph.metrics.resistance;
  const average = averages.mean(metric, "avg_resistance", units.percent);
  if (metric === null && average === null) return null;
  return {
    avg_percentage: average,
    max_percentage: averages.largest(metric),
    avg_level: null,
    max_level: null,
    resistance_samples: [],
  };
}

function incline({ graph }: Workout, averages: Averages): InclineData | null {
  const metric = graph.metrics.incline;
  const average = averages.mean(metric, "avg_incline", units.percent);
  if (metric === null && average === null) return null;
  return {
    avg_percentage: average,
    max_percentage: averages.largest(metric),
    min_percentage: metric?.smallest ?? null,
    incline_samples: [],
  };
}

function strokes({ graph }: Workout, averages: Averages): StrokeData | null {
  const { stroke_rate: rate, split_pace: pace } = graph.metrics;
  const totalStrokes = graph.totals("stroke_count", units.count);
  if (rate === null && pace === null && totalStrokes === null) return null;
  return {
    total_strokes: totalStrokes,
    avg_stroke_rate_strokes_per_minute: averages.meanOfActive(
      rate,
      "avg_stroke_rate",
      units.strokesPerMinute,
    ),
    max_stroke_rate_strokes_per_minute: averages.largest(rate),
    avg_split_pace_seconds_per_500_meters: averages.mean(
      pace,
      "avg_split_pace",
      units.splitPaceInSecondsPer500Meters,
    ),
    best_split_pace_seconds_per_500_meters: averages.fastest(pace),
    stroke_rate_samples: [],
    split_pace_samples: [],
  };
}
