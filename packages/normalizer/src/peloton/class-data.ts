import type { ClassData } from "@musette/core";
import { formatTimestamp } from "../timestamp.ts";
import { epochMsOf, nonZeroOf, numberOf, objectOf, textOf } from "./fields.ts";
import type { Workout } from "./workout.ts";

/** Just Ride and Lanebreak carry a ride whose id is all zeros: there was no class. */
const noRideId = /^[0-]*$/;

/**
 * The class, from the workout's `ride` and what `/api/ride/{id}/details` adds. Null where the
 * workout had neither a class nor a plan.
 */
export function classData({ ride, segments, graph }: Workout): ClassData | null {
  const statedId = textOf(ride["id"]);
  const classId = statedId === null || noRideId.test(statedId) ? null : statedId;
  if (classId === null && segments.length === 0) return null;
  const instructor = objectOf(ride["instructor"]);
  return {
    class_id: classId,
    title: textOf(ride["title"]),
    instructor_name: textOf(instructor["name"]),
    instructor_id: textOf(ride["instructor_id"]) ?? textOf(instructor["id"]),
    // The graph's duration is the length of the class, not of what the person did.
    duration_seconds: numberOf(ride["duration"]) ?? numberOf(graph.fields["duration"]),
    // A class that nobody has rated yet has 0.
    difficulty_estimate: nonZeroOf(ride["difficulty_estimate"]),
    original_air_time: utcTimestamp(ride["original_air_time"]),
    scheduled_start_time: utcTimestamp(ride["scheduled_start_time"]),
    segments,
  };
}

function utcTimestamp(epochSeconds: unknown): string | null {
  const epochMs = epochMsOf(epochSeconds);
  return epochMs === null ? null : formatTimestamp(epochMs, 0);
}
