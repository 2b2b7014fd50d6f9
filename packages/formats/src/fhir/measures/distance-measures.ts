import type { Series, Summary } from "./measure.ts";
import { measureTable } from "./measure-table.ts";

const category = "activity";
const detailed = "distance_data.detailed";

interface DistanceCodes {
  readonly distance: string;
  /** LOINC: steps of a workout, or of a day. */
  readonly steps: string;
}

/** What was covered, from the block at `path`: an activity has it under `summary`, a day has it flat. */
export function distanceSummaries(path: string, codes: DistanceCodes): readonly Summary[] {
  return measureTable(path, category, [
    [
      "distance_meters",
      "Distance",
      "m",
      { pghd: codes.distance, of: `${detailed}.distance_samples.distance_meters` },
    ],
    [
      "steps",
      "Steps",
      "{steps}",
      { loinc: codes.steps, pghd: "stepCount", of: `${detailed}.step_samples.steps` },
    ],
    ["floors_climbed", "Floors climbed", "{floors}", { pghd: "flightsClimbed" }],
    ["elevation.gain_actual_meters", "Elevation gained", "m", { pghd: "elevationGained" }],
    ["elevation.loss_actual_meters", "Elevation lost", "m"],
    ["elevation.avg_meters", "Mean elevation", "m"],
    ["elevation.max_meters", "Greatest elevation", "m"],
    ["elevation.min_meters", "Smallest elevation", "m"],
    ["swimming.num_strokes", "Swimming strokes", "{strokes}", { pghd: "swimmingStrokeCount" }],
    ["swimming.num_laps", "Lengths of the pool", "{lengths}"],
    ["swimming.pool_length_meters", "Length of the pool", "m"],
  ]);
}

/** All but the elevation are totals since the start. */
export function distanceSeries(distance: string): readonly Series[] {
  return measureTable(detailed, category, [
    ["distance_samples.distance_meters", "Distance since the start", "m", { pghd: distance }],
    ["elevation_samples.elev_meters", "Elevation", "m"],
    ["step_samples.steps", "Steps since the start", "{steps}", { pghd: "stepCount" }],
    [
      "floors_climbed_samples.floors_climbed",
      "Floors climbed since the start",
      "{floors}",
      { pghd: "flightsClimbed" },
    ],
  ]);
}
