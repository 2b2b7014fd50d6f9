import type { NormalizedEvent } from "@musette/core";
import { normalize } from "@musette/normalizer";
import { generateIfitLog, generatePelotonWorkout } from "@musette/testing";
import type { IfitLogOptions, PelotonWorkoutOptions } from "@musette/testing";
import { makeEvent } from "./event.fixture.ts";
import type { FormatEvent } from "./format-event.ts";

const context = { user: { userId: "user-1", referenceId: "ada" }, orderedAtMs: null };

/** A generated Peloton workout of 30 minutes, as the normalizer makes it. */
export function makePelotonEvent(options: PelotonWorkoutOptions): FormatEvent {
  return fromNormalized(normalize("peloton", generatePelotonWorkout(options), context).events);
}

/** A generated iFit workout, as the normalizer makes it. */
export function makeIfitEvent(options: IfitLogOptions): FormatEvent {
  return fromNormalized(normalize("ifit", generateIfitLog(options), context).events);
}

function fromNormalized([event]: readonly NormalizedEvent[]): FormatEvent {
  if (event === undefined) throw new Error("The generated payload gave no event.");
  const { id, key, type, user, startTime, endTime } = event;
  return makeEvent({ id, key, type, user, startTime, endTime, body: event.body() });
}
