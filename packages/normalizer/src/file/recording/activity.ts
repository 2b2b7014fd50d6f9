import type { Activity } from "@musette/core";
import { emptyActivity } from "../../activity-skeleton.ts";
import { musetteDataOf } from "./musette-data.ts";
import type { Recording } from "./recording.ts";
import { largest, mean, type Series, smallest } from "./series.ts";

/** The workout in Terra's words, without its sample lists. What the file states goes before what its series say. */
export function summarize(recording: Recording) {
  const { frame, startMs, endMs, totals, series, device } = recording;
  const empty = emptyActivity({
    start_time: frame.write(startMs),
    end_time: frame.write(endMs),
    summary_id: recording.id,
    type: recording.activityType,
    upload_type: recording.uploadType,
  });
  return {
    ...empty,
    metadata: {
      ...empty.metadata,
      name: recording.title,
      timestamp_localization: frame.localization,
    },
    active_durations_data: { ...empty.active_durations_data, activity_seconds: totals.activeSeconds },
    calories_data: { ...empty.calories_data, total_burned_calories: totals.caloriesKcal },
    device_data: {
      ...empty.device_data,
      name: device.name,
      manufacturer: device.manufacturer,
      software_version: device.softwareVersion,
      serial_number: device.serialNumber,
    },
    distance_data: {
      ...empty.distance_data,
      summary: {
        ...empty.distance_data.summary,
        distance_meters: totals.distanceMeters ?? series.distanceMeters.values.at(-1) ?? null,
        steps: totals.steps,
        elevation: { ...empty.distance_data.summary.elevation, ...elevation(recording) },
      },
    },
    heart_rate_data: {
      ...empty.heart_rate_data,
      summary: {
        ...empty.heart_rate_data.summary,
        avg_hr_bpm: totals.averageBpm ?? mean(series.bpm),
        max_hr_bpm: totals.maxBpm ?? largest(series.bpm),
        min_hr_bpm: smallest(series.bpm),
      },
    },
    lap_data: { laps: recording.laps },
    movement_data: {
      ...empty.movement_data,
      avg_cadence_rpm: totals.averageCadenceRpm ?? mean(series.cadenceRpm),
      max_cadence_rpm: totals.maxCadenceRpm ?? largest(series.cadenceRpm),
      avg_speed_meters_per_second: totals.averageSpeedMetersPerSecond ?? mean(series.speedMetersPerSecond),
      max_speed_meters_per_second: totals.maxSpeedMetersPerSecond ?? largest(series.speedMetersPerSecond),
    },
    position_data: {
      ...empty.position_data,
      start_pos_lat_lng_deg: positionAt(series.latitude, series.longitude, 0),
      end_pos_lat_lng_deg: positionAt(series.latitude, series.longitude, -1),
    },
    power_data: {
      ...empty.power_data,
      avg_watts: totals.averageWatts ?? mean(series.watts),
      max_watts: totals.maxWatts ?? largest(series.watts),
    },
    musette_data: musetteDataOf(recording),
  } satisfies Activity;
}

/** Meters above sea level, so nothing where the altitudes are relative. */
function elevation({ isElevationAbsolute, series }: Recording) {
  if (!isElevationAbsolute) return {};
  return {
    avg_meters: mean(series.elevationMeters),
    max_meters: largest(series.elevationMeters),
    min_meters: smallest(series.elevationMeters),
  };
}

function positionAt(latitude: Series, longitude: Series, index: number) {
  const position = [latitude.values.at(index), longitude.values.at(index)];
  return position.every((degrees) => degrees !== undefined) ? position : null;
}
