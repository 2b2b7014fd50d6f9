import type { Activity } from "@musette/core";
import { distancesBySpeed } from "./distances-by-speed.ts";
import { laps } from "./laps.ts";
import { musetteSamples } from "./musette-samples.ts";
import { routeSamples } from "./route-samples.ts";
import { type SampleList, sampleListsOn } from "./sample-lists.ts";
import type { Workout } from "./workout.ts";

/**
 * The summary of a workout with its laps and sample lists filled.
 *
 * @param listsOn makes the lists.
 */
export function withSamples(
  summary: Activity,
  workout: Workout,
  listsOn: (...on: Parameters<typeof sampleListsOn>) => { readonly list: SampleList } = sampleListsOn,
): Activity {
  const { graph, timestampAt } = workout;
  const { clock, metrics } = graph;
  const { list } = listsOn(clock.seconds, timestampAt);
  const route = routeSamples(graph.route, timestampAt);
  const distances = route.distances.length > 0 ? null : distancesBySpeed(graph, summary);
  return {
    ...summary,
    distance_data: {
      ...summary.distance_data,
      detailed: {
        ...summary.distance_data?.detailed,
        distance_samples:
          distances === null
            ? route.distances
            : list(distances, (moment, meters) => ({ ...moment, distance_meters: meters })),
        elevation_samples: list(metrics.altitude, (moment, meters) => ({ ...moment, elev_meters: meters })),
      },
    },
    heart_rate_data: {
      ...summary.heart_rate_data,
      detailed: {
        ...summary.heart_rate_data?.detailed,
        hr_samples: list(metrics.heart_rate, (moment, bpm) => ({ ...moment, bpm, context: null })),
      },
    },
    lap_data: { laps: laps(workout.lapWindows, graph, timestampAt) },
    movement_data: {
      ...summary.movement_data,
      cadence_samples: list(metrics.cadence ?? metrics.stroke_rate, (moment, perMinute) => ({
        ...moment,
        cadence_rpm: perMinute,
      })),
      speed_samples: list(metrics.speed, (moment, metersPerSecond) => ({
        ...moment,
        speed_meters_per_second: metersPerSecond,
      })),
    },
    position_data: { ...summary.position_data, position_samples: route.positions },
    power_data: {
      ...summary.power_data,
      power_samples: list(metrics.output, (moment, watts) => ({ ...moment, watts })),
    },
    musette_data: musetteSamples(summary.musette_data ?? null, metrics, list),
  };
}
