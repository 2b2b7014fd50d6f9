import type { StrengthData, StrengthMovement } from "@musette/core";
import { isObject, type JsonObject, listOf, numberOf, objectOf, secondsOf, textOf } from "./fields.ts";

const kilogramsPerPound = 0.45359237;

/** The movements that Peloton counted or that the person confirmed; null where none were tracked. */
export function strengthData(workout: JsonObject): StrengthData | null {
  const tracker = objectOf(workout["movement_tracker_data"]);
  const completed = objectOf(tracker["completed_movements_summary_data"]);
  const movements = listOf(completed["repetition_summary_data"]).filter(isObject).map(readMovement);
  return movements.length === 0 ? null : { movements };
}

function readMovement(movement: JsonObject): StrengthMovement {
  const trackingType = textOf(movement["tracking_type"]);
  // For movements that are held, completed_number does not count repetitions.
  const counted = trackingType === "time_based" ? null : numberOf(movement["completed_number"]);
  return {
    movement_id: textOf(movement["movement_id"]),
    name: textOf(movement["movement_name"]),
    tracking_type: trackingType,
    repetitions: numberOf(movement["completed_reps"]) ?? counted,
    duration_seconds: secondsOf(movement["completed_duration"]),
    start_offset_seconds: secondsOf(movement["offset"]),
    weights: listOf(movement["weight"]).filter(isObject).map(readWeight),
  };
}

function readWeight(entry: JsonObject): StrengthMovement["weights"][number] {
  const data = objectOf(entry["weight_data"]);
  const value = numberOf(data["weight_value"]);
  const unit = textOf(data["weight_unit"]);
  return { value, weight_kg: inKilograms(value, unit), unit };
}

/** Null for a unit that is not known: the value is kept beside it as it was stated. */
function inKilograms(value: number | null, unit: string | null): number | null {
  if (value === null) return null;
  if (unit === "lb") return value * kilogramsPerPound;
  return unit === "kg" ? value : null;
}
