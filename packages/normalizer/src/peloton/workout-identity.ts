import { IngestError } from "@musette/core";
import { epochMsOf, isObject, type JsonObject, textOf } from "./fields.ts";

/** A workout that can be told from every other, and has a place in time. */
export interface IdentifiedWorkout {
  readonly id: string;
  /** Zero of the sample clock. */
  readonly startMs: number;
  readonly fields: JsonObject;
}

/**
 * @throws {IngestError} `ingest.unidentified` that says what to send instead.
 */
export function identifyWorkout(workout: unknown, pointer: string): IdentifiedWorkout {
  if (!isObject(workout)) throw unidentified(pointer, "This is not a Peloton workout object.");
  const id = textOf(workout["id"]);
  if (id === null) {
    throw "metrics" in workout || "seconds_since_pedaling_start" in workout
      ? unidentified(
          pointer,
          "This is a performance graph alone: it does not say which workout it belongs to.",
        )
      : unidentified(`${pointer}/id`, "The Peloton workout has no id.");
  }
  const startMs = epochMsOf(workout["start_time"]);
  if (startMs === null) {
    throw unidentified(`${pointer}/start_time`, "The Peloton record has no start_time in Unix seconds.");
  }
  return { id, startMs, fields: workout };
}

function unidentified(pointer: string, problem: string): IngestError {
  return new IngestError(
    "ingest.unidentified",
    pointer,
    `${problem} Send {"workout": …, "performance_graph": …} with the bodies of GET /api/workout/{id} and GET /api/workout/{id}/performance_graph.`,
  );
}
