import type { Activity } from "@musette/core";
import type { Normalized } from "../normalize.ts";
import { normalizePeloton } from "./normalize-peloton.ts";

/** 2024-09-12, 16:00:34 UTC. */
export const startTime = 1_726_156_834;

type Fields = Readonly<Record<string, unknown>>;

interface Parts {
  /** Added to the workout, or instead of its fields. */
  readonly workout?: Fields;
  /** Added to the performance graph, or instead of its fields. */
  readonly graph?: Fields;
  readonly summary?: Fields;
  readonly ride?: Fields;
}

/** A small workout as the vendor's API returns it, for one thing to be said of it in a test. */
export function payloadWith({ workout, graph, ...others }: Parts = {}) {
  return {
    workout: {
      id: "f8f3a90f441d4924a13a2ffde97faee9",
      status: "COMPLETE",
      fitness_discipline: "cycling",
      start_time: startTime,
      end_time: startTime + 4,
      created_at: startTime - 60,
      device_time_created_at: startTime - 60 - 4 * 3600,
      ...workout,
    },
    performance_graph: {
      duration: 1800,
      seconds_since_pedaling_start: [1, 2, 3, 4],
      metrics: [],
      summaries: [],
      average_summaries: [],
      ...graph,
    },
    ...others,
  };
}

export const metric = (
  slug: string,
  display_unit: string,
  values: readonly unknown[],
  more: Fields = {},
) => ({
  slug,
  display_unit,
  display_name: slug,
  max_value: null,
  average_value: null,
  values,
  ...more,
});

export const summary = (slug: string, value: number | null, display_unit: string | null) => ({
  slug,
  value,
  display_unit,
  display_name: slug,
});

export function normalizeFor(payload: unknown, userId = "rider-1"): Normalized {
  return normalizePeloton(payload, { user: { userId, referenceId: null }, orderedAtMs: null });
}

/** The activity of a payload that holds one workout and nothing wrong. */
export function activityOf(payload: unknown): Activity {
  const { events, problems } = normalizeFor(payload);
  const [event, ...others] = events;
  if (event === undefined || others.length > 0 || problems.length > 0) {
    throw new Error(`Not one good workout: ${problems.map(({ error }) => error.message).join(" ")}`);
  }
  return event.body() as Activity;
}

/** Where and why the only workout of a payload was not taken. */
export function problemOf(payload: unknown): { code: string; pointer: string; message: string } | undefined {
  const error = normalizeFor(payload).problems[0]?.error;
  return error && { code: error.code, pointer: error.pointer, message: error.message };
}
