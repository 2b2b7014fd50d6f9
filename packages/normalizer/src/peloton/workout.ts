import type { ClassSegment } from "@musette/core";
import { formatTimestamp } from "../timestamp.ts";
import { classSegments } from "./class-segments.ts";
import { epochMsOf, type JsonObject, objectOf, secondsOf } from "./fields.ts";
import { type LapWindow, lapWindows } from "./lap-windows.ts";
import type { PayloadItem } from "./payload-items.ts";
import { type PerformanceGraph, readPerformanceGraph } from "./performance-graph.ts";
import { utcOffsetMinutes } from "./utc-offset.ts";
import type { IdentifiedWorkout } from "./workout-identity.ts";

/** One workout with everything that was sent of it, read and checked. */
export interface Workout extends IdentifiedWorkout {
  readonly endMs: number;
  /** How long it took by its samples, or else by its stated end; null where neither says. */
  readonly elapsedSeconds: number | null;
  /** Local time minus UTC; null where the workout does not say. */
  readonly offsetMinutes: number | null;
  readonly graph: PerformanceGraph;
  readonly ride: JsonObject;
  readonly segments: readonly ClassSegment[];
  readonly lapWindows: readonly LapWindow[];
  readonly effortZones: JsonObject;
  /** The body of `/summary`: no units, and 0 stands for a missing value. */
  readonly summary: JsonObject;
  /** The local time, this many seconds after the start. */
  readonly timestampAt: (second: number) => string;
}

/** @throws {IngestError} `ingest.unrecognised` where a part that is needed has another shape. */
export function readWorkout(identified: IdentifiedWorkout, item: PayloadItem): Workout {
  const { fields, startMs } = identified;
  const graph = readPerformanceGraph(item.graph, item.graphPointer);
  const rideDetails = objectOf(item.ride);
  // The details of a ride hold the ride itself; a ride that is sent as it is holds none.
  const ride = objectOf(rideDetails["ride"] ?? item.ride ?? fields["ride"]);
  const endMs = statedEndMs(fields, startMs);
  const elapsedSeconds = graph.clock.lastSecond ?? (endMs === null ? null : (endMs - startMs) / 1000);
  const segments = classSegments(graph.fields, rideDetails);
  const offsetMinutes = utcOffsetMinutes(fields, startMs);
  return {
    ...identified,
    endMs: endMs ?? startMs + likelySeconds(graph, ride) * 1000,
    elapsedSeconds,
    offsetMinutes,
    graph,
    ride,
    segments,
    lapWindows: lapWindows(graph, segments, elapsedSeconds),
    effortZones: objectOf(graph.fields["effort_zones"] ?? fields["effort_zones"]),
    summary: objectOf(item.summary),
    timestampAt: (second) => formatTimestamp(startMs + second * 1000, offsetMinutes ?? 0),
  };
}

/** `end_time` is null in progress and on some televisions, and 0 is possible. */
function statedEndMs(workout: JsonObject, startMs: number): number | null {
  const endMs = epochMsOf(workout["end_time"]);
  return endMs !== null && endMs >= startMs ? endMs : null;
}

/** Up to the last sample, or else the length of the class; a workout that only just began has neither. */
function likelySeconds(graph: PerformanceGraph, ride: JsonObject): number {
  if (graph.clock.lastSecond !== null) return graph.clock.lastSecond + 1;
  return secondsOf(ride["duration"]) ?? 0;
}
