import type { StrengthData, StrengthMovement } from "@musette/core";
import type { FitSession } from "./fit-session.ts";

/** The active sets of a session; null where it has none. Rests between them are no movement. */
export function strengthDataOf({ sets, startMs }: FitSession): StrengthData | null {
  const movements = sets
    .filter(({ set_type: type }) => type !== "rest")
    .map((set) => movementOf(set, startMs));
  return movements.length === 0 ? null : { movements };
}

function movementOf(set: FitSession["sets"][number], startMs: number): StrengthMovement {
  const { weight, start_time: start } = set;
  const kilograms = weight ?? null;
  return {
    movement_id: null,
    name: nameOf(set),
    tracking_type: null,
    repetitions: set.repetitions ?? null,
    duration_seconds: set.duration ?? null,
    start_offset_seconds: start === undefined ? null : (Number(start) - startMs) / 1000,
    weights: kilograms === null ? [] : [{ value: kilograms, weight_kg: kilograms, unit: "kg" }],
  };
}

/** What the writer called it, else FIT's category of exercises: `bench_press`. */
function nameOf(set: FitSession["sets"][number]): string | null {
  const named = (set as Readonly<Record<string, unknown>>)["movement_name"];
  if (typeof named === "string" && named !== "") return named;
  const category = set.category?.find((one) => typeof one === "string" && one !== "unknown");
  return category ?? null;
}
