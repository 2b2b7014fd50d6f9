import type { SourceName } from "@musette/core";

/** Tells a payload's source from the keys only that vendor uses; undefined when it cannot. */
export function guessSource(payload: unknown): SourceName | undefined {
  const first: unknown = Array.isArray(payload) ? payload[0] : payload;
  if (typeof first !== "object" || first === null) return undefined;
  const has = (...keys: readonly string[]) => keys.some((key) => Object.hasOwn(first, key));
  if (has("user", "new_user") && has("type")) return "terra";
  if (has("performance_graph", "fitness_discipline", "summary_raw", "metrics_raw")) return "peloton";
  if ("workout" in first && hasKey(first.workout, "fitness_discipline")) return "peloton";
  if ("data" in first && Array.isArray(first.data) && hasKey(first.data[0], "fitness_discipline"))
    return "peloton";
  if (has("log", "stats", "software_number", "wolf_generated_id")) return "ifit";
  if (has("origin") && has("duration")) return "ifit";
  return undefined;
}

function hasKey(value: unknown, key: string): boolean {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key);
}
