import { eventId, naturalKey, type EventAlias, type NormalizedEvent } from "@musette/core";
import { type Column, contentDigest } from "../../content-digest.ts";
import type { FileUser } from "../workout-file.ts";
import { summarize } from "./activity.ts";
import type { Recording } from "./recording.ts";
import { withSamples } from "./samples.ts";
import type { Series } from "./series.ts";

/**
 * The event of a recording; its sample lists are made when the body is asked for.
 *
 * @param item which event of its payload it is, counted from 0.
 * @param alias the name that the workout has in other sources as well.
 */
export function recordingEvent(
  recording: Recording,
  { userId, referenceId }: FileUser,
  item: number,
  alias: EventAlias | null,
): NormalizedEvent {
  const summary = summarize(recording);
  const digest = contentDigest(summary, columnsOf(recording));
  const { id: summaryId, provider } = recording;
  const type = "activity";
  const key = naturalKey({ type, userId, provider, summaryId, digest });
  if (key === undefined) throw new Error("a recording without an id passed its reader");
  let body: unknown;
  return {
    id: eventId(key, digest),
    key,
    type,
    user: { user_id: userId, provider, reference_id: referenceId },
    startTime: summary.metadata.start_time,
    endTime: summary.metadata.end_time,
    orderedAtMs: recording.orderedAtMs,
    item,
    ...(alias === null ? {} : { alias }),
    body: () => (body ??= withSamples(summary, recording)),
  };
}

/** Only what was recorded, so that reading a further metric one day changes no id of a workout without it. */
function columnsOf({ series, startMs }: Recording): Readonly<Record<string, Column>> {
  const recorded = Object.entries<Series>({ ...series }).filter(([, { values }]) => values.length > 0);
  return Object.fromEntries(
    recorded.flatMap(([name, { timesMs, values }]) => [
      [`${name}.offset`, timesMs.map((timeMs) => timeMs - startMs)],
      [`${name}.value`, values],
    ]),
  );
}
