import { eventId, IngestError, jsonPieces, naturalKey, type NormalizedEvent } from "@musette/core";
import { contentDigest } from "../content-digest.ts";
import type { ItemProblem, NormalizeContext, Normalized } from "../normalize.ts";
import { activitySummary } from "./activity-summary.ts";
import { isObject } from "./fields.ts";
import { historyAlias } from "./history-alias.ts";
import { type PayloadItem, payloadItems } from "./payload-items.ts";
import { sampleTextsOn } from "./sample-texts.ts";
import { seriesOf } from "./series.ts";
import { withSamples } from "./with-samples.ts";
import { readWorkout } from "./workout.ts";
import { identifyWorkout } from "./workout-identity.ts";

/**
 * Turns Peloton's workouts into activities. Everything is read and checked at once, and what
 * identifies the content is computed; laps and sample lists are made when a body is asked for.
 *
 * Taken are `{workout, performance_graph?, ride?, summary?}` with what the vendor's API returns for
 * each, a workout alone, a page of the workout list, and an array of these. Items that cannot be used
 * become problems; the others are kept.
 *
 * @throws {IngestError} `ingest.malformed` when the payload is neither an object nor an array;
 *   `ingest.unidentified` without a user, as Peloton's payloads do not name one that is ours.
 */
export function normalizePeloton(payload: unknown, context: NormalizeContext): Normalized {
  if (context.user === null) {
    throw new IngestError(
      "ingest.unidentified",
      "",
      "A Peloton payload does not say which of your users it belongs to. Name one with user_id or reference_id.",
    );
  }
  if (!isObject(payload) && !Array.isArray(payload)) {
    throw new IngestError(
      "ingest.malformed",
      "",
      'A Peloton payload is {"workout": …, "performance_graph": …} or an array of such.',
    );
  }
  const user = {
    user_id: context.user.userId,
    provider: "PELOTON",
    reference_id: context.user.referenceId,
  };
  const events: NormalizedEvent[] = [];
  const problems: ItemProblem[] = [];
  for (const [item, parts] of payloadItems(payload).entries()) {
    try {
      events.push(normalizeItem(parts, { item, user, orderedAtMs: context.orderedAtMs }));
    } catch (error) {
      if (!IngestError.is(error)) throw error;
      problems.push({ item, error });
    }
  }
  return { events, problems };
}

function normalizeItem(
  parts: PayloadItem,
  head: Pick<NormalizedEvent, "item" | "user" | "orderedAtMs">,
): NormalizedEvent {
  const workout = readWorkout(identifyWorkout(parts.workout, parts.workoutPointer), parts);
  const summary = activitySummary(workout);
  // What is not in the summary yet follows from these.
  const digest = contentDigest([summary, workout.lapWindows], seriesOf(workout.graph));
  const { start_time: startTime, end_time: endTime, summary_id: summaryId } = summary.metadata;
  const identity = {
    type: "activity",
    userId: head.user.user_id,
    provider: head.user.provider,
    summaryId,
    digest,
  };
  const key = naturalKey(identity);
  if (key === undefined) {
    throw new IngestError("ingest.unidentified", parts.workoutPointer, "The Peloton workout has no id.");
  }
  const alias = historyAlias(workout, head.user);
  let body: unknown;
  return {
    ...head,
    id: eventId(key, digest),
    key,
    type: identity.type,
    startTime,
    endTime,
    ...(alias === null ? {} : { alias }),
    body: () => (body ??= withSamples(summary, workout)),
    text: () => jsonPieces(withSamples(summary, workout, sampleTextsOn)),
  };
}
