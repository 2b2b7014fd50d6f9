import { isObject, type JsonObject } from "./fields.ts";

/** The parts of one workout as they were sent, each with its JSON pointer. */
export interface PayloadItem {
  readonly workout: unknown;
  readonly workoutPointer: string;
  readonly graph: unknown;
  readonly graphPointer: string;
  /** A ride, or the body of `/api/ride/{id}/details`. */
  readonly ride: unknown;
  /** The body of `/api/workout/{id}/summary`. */
  readonly summary: unknown;
}

/** Names under which the workout and its performance graph travel together: ours, and those of stored exports. */
const envelopes = [
  { workout: "workout", graph: "performance_graph" },
  { workout: "summary_raw", graph: "metrics_raw" },
] as const;

/**
 * The workouts of a payload, in its order. Taken are `{workout, performance_graph?, ride?, summary?}`,
 * a workout as it is, an array of these, and a page of the workout list (`{data: [...]}`).
 */
export function payloadItems(payload: JsonObject | readonly unknown[]): readonly PayloadItem[] {
  if (!isObject(payload)) return payload.map((item, index) => payloadItem(item, `/${index}`));
  const rows = payload["data"];
  if (Array.isArray(rows)) return rows.map((row: unknown, index) => payloadItem(row, `/data/${index}`));
  return [payloadItem(payload, "")];
}

function payloadItem(item: unknown, pointer: string): PayloadItem {
  const bare = {
    workout: item,
    workoutPointer: pointer,
    graph: null,
    graphPointer: "",
    ride: null,
    summary: null,
  };
  if (!isObject(item)) return bare;
  const names = envelopes.find((names) => item[names.workout] !== undefined);
  if (names === undefined) return bare;
  return {
    workout: item[names.workout],
    workoutPointer: `${pointer}/${names.workout}`,
    graph: item[names.graph] ?? null,
    graphPointer: `${pointer}/${names.graph}`,
    ride: item["ride"] ?? null,
    summary: item["summary"] ?? null,
  };
}
