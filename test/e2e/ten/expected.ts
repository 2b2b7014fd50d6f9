import type { Found } from "./place.ts";

/** Metres of Peloton's units of distance. */
const metersPerUnit: Readonly<Record<string, number>> = { mi: 1_609.344, km: 1_000, m: 1 };
const joulesPerKilojoule = 1_000;

interface Workout {
  /** Joules. */
  readonly total_work?: number | null;
}

interface Graph {
  readonly summaries?: readonly {
    readonly slug: string;
    readonly display_unit: string;
    readonly value: number | null;
  }[];
}

/**
 * The ride's numbers, straight from the payload: the workout's `total_work`, and the distance of its
 * performance graph.
 *
 * @throws where the payload is not one workout with its performance graph.
 */
export function expectedOf(payload: unknown): Found {
  const { workout, graph } = partsOf(payload);
  const distance = graph.summaries?.find(({ slug }) => slug === "distance");
  const unit = metersPerUnit[distance?.display_unit ?? ""];
  return {
    distanceMeters:
      distance === undefined || distance.value === null || unit === undefined ? null : distance.value * unit,
    workKilojoules: typeof workout.total_work === "number" ? workout.total_work / joulesPerKilojoule : null,
  };
}

function partsOf(payload: unknown): { readonly workout: Workout; readonly graph: Graph } {
  const parts = (payload ?? {}) as Readonly<Record<string, unknown>>;
  const workout = parts["workout"] ?? parts["summary_raw"];
  const graph = parts["performance_graph"] ?? parts["metrics_raw"];
  if (typeof workout !== "object" || workout === null || typeof graph !== "object" || graph === null) {
    throw new Error(
      "this is not one Peloton workout with its performance graph ({workout, performance_graph} or " +
        "{summary_raw, metrics_raw})",
    );
  }
  return { workout, graph };
}
