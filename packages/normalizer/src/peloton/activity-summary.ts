import { type Activity, TimestampLocalization, UploadType } from "@musette/core";
import { emptyActivity } from "../activity-skeleton.ts";
import { averagesOf } from "./averages.ts";
import { activityTypeOf } from "./disciplines.ts";
import { nonZeroOf, numberOf, textOf } from "./fields.ts";
import { heartRateZones } from "./heart-rate-zones.ts";
import { movement } from "./movement.ts";
import { musetteData } from "./musette-data.ts";
import { routeEnds } from "./route-ends.ts";
import { isThirdParty } from "./third-party.ts";
import * as units from "./units.ts";
import type { Workout } from "./workout.ts";

/** Everything Terra says of a workout but the laps and sample lists, which stay empty. */
export function activitySummary(workout: Workout): Activity {
  const { fields, graph, summary } = workout;
  const { clock, metrics, totals, route } = graph;
  const empty = emptyActivity(metadata(workout));
  const averages = averagesOf(graph);
  const zones = heartRateZones(graph, workout.effortZones);
  const ends = routeEnds(route);
  return {
    ...empty,
    active_durations_data: {
      ...empty.active_durations_data,
      activity_seconds: clock.lastSecond === null ? workout.elapsedSeconds : clock.coveredSeconds,
    },
    calories_data: { ...empty.calories_data, total_burned_calories: totalCalories(workout) },
    device_data: {
      ...empty.device_data,
      name: textOf(fields["device_type_display_name"]),
      manufacturer: isThirdParty(fields) === true ? null : "Peloton",
    },
    distance_data: {
      ...empty.distance_data,
      summary: {
        ...empty.distance_data.summary,
        distance_meters: totals("distance", units.distanceInMeters),
        elevation: {
          ...empty.distance_data.summary.elevation,
          gain_actual_meters: totals("elevation", units.elevationInMeters),
          avg_meters: metrics.altitude?.mean ?? null,
          max_meters: metrics.altitude?.largest ?? null,
          min_meters: metrics.altitude?.smallest ?? null,
        },
      },
    },
    heart_rate_data: {
      ...empty.heart_rate_data,
      summary: {
        ...empty.heart_rate_data.summary,
        // Before 2021 Peloton's own average counted the zeros of a lost signal.
        avg_hr_bpm: metrics.heart_rate?.mean ?? metrics.heart_rate?.statedMean ?? null,
        max_hr_bpm: averages.largest(metrics.heart_rate),
        min_hr_bpm: metrics.heart_rate?.smallest ?? null,
        user_max_hr_bpm: zones.userMaxBpm,
        hr_zone_data: zones.zones,
      },
    },
    movement_data: { ...empty.movement_data, ...movement(graph) },
    position_data: {
      ...empty.position_data,
      start_pos_lat_lng_deg: ends.start,
      center_pos_lat_lng_deg: ends.center,
      end_pos_lat_lng_deg: ends.end,
    },
    power_data: {
      ...empty.power_data,
      avg_watts: averages.mean(metrics.output, "avg_output", units.watts) ?? nonZeroOf(summary["avg_power"]),
      max_watts: averages.largest(metrics.output) ?? nonZeroOf(summary["max_power"]),
    },
    work_data: { work_kilojoules: workKilojoules(workout) },
    musette_data: musetteData(workout),
  };
}

function metadata(workout: Workout) {
  const { id, fields, ride, graph, startMs, endMs, offsetMinutes } = workout;
  const isOutdoor = fields["is_outdoor"] === true || graph.route !== null;
  return {
    start_time: workout.timestampAt(0),
    end_time: workout.timestampAt((endMs - startMs) / 1000),
    summary_id: id,
    type: activityTypeOf(textOf(fields["fitness_discipline"]), isOutdoor),
    upload_type: isThirdParty(fields) === true ? UploadType.ThirdPartyUpload : UploadType.Automatic,
    name: textOf(ride["title"]) ?? textOf(fields["title"]) ?? textOf(fields["name"]),
    timestamp_localization: offsetMinutes === null ? TimestampLocalization.Utc : TimestampLocalization.Local,
  };
}

/** An Apple Watch has `total_calories`; `/summary` and list rows write 0 for none. */
function totalCalories({ fields, graph, summary }: Workout): number | null {
  return (
    graph.totals("calories", units.kilocalories) ??
    graph.totals("total_calories", units.kilocalories) ??
    nonZeroOf(summary["calories"]) ??
    nonZeroOf(fields["calories"])
  );
}

/**
 * From `total_work` in joules, which also holds where integrated watts do not (rowing). Without
 * metrics Peloton writes 0.0: work was not measured.
 */
function workKilojoules({ fields, graph, summary }: Workout): number | null {
  const joules = numberOf(fields["total_work"]);
  const isMeasured = fields["has_pedaling_metrics"] === true || graph.metrics.output !== null;
  if (joules !== null && (joules !== 0 || isMeasured)) return joules / 1000;
  const summaryJoules = nonZeroOf(summary["total_work"]);
  return summaryJoules === null ? graph.totals("total_output", units.kilojoules) : summaryJoules / 1000;
}
