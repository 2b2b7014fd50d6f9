import { eventId, IngestError, naturalKey, type NormalizedEvent, type TerraUser } from "@musette/core";
import { type Column, contentDigest } from "../content-digest.ts";
import type { ItemProblem, NormalizeContext, Normalized } from "../normalize.ts";
import { startAlias } from "../start-alias.ts";
import { summarize } from "./activity.ts";
import { isObject } from "./fields.ts";
import { type IfitLog, readIfitLog } from "./ifit-log.ts";
import { withSamples } from "./samples.ts";
import type { IfitStats } from "./stats.ts";

const provider = "IFIT";

/**
 * Turns iFit workouts into activities. Takes an `activity_logs/{id}` body (snake_case, with change-only
 * `stats`), a row of the `activity_logs` list (no stats), the web page's `{workout, log}` (camelCase),
 * or an array of any of these.
 *
 * @throws {IngestError} `ingest.malformed` when the payload is neither an object nor an array,
 *   `ingest.unidentified` when the context names no user.
 */
export function normalizeIfit(payload: unknown, context: NormalizeContext): Normalized {
  if (context.user === null) {
    throw new IngestError("ingest.unidentified", "", "An iFit payload names no user: name one with user_id.");
  }
  const user = {
    user_id: context.user.userId,
    provider,
    reference_id: context.user.referenceId,
  };
  const events: NormalizedEvent[] = [];
  const problems: ItemProblem[] = [];
  for (const [item, { value, pointer }] of itemsOf(payload).entries()) {
    try {
      events.push(eventOf(readIfitLog(value, pointer), user, item, context.orderedAtMs));
    } catch (error) {
      if (!IngestError.is(error)) throw error;
      problems.push({ item, error });
    }
  }
  return { events, problems };
}

function itemsOf(payload: unknown): readonly { readonly value: unknown; readonly pointer: string }[] {
  if (Array.isArray(payload)) {
    return payload.map((value: unknown, index) => ({ value, pointer: `/${index}` }));
  }
  if (isObject(payload)) return [{ value: payload, pointer: "" }];
  throw new IngestError(
    "ingest.malformed",
    "",
    "An iFit payload is an activity log or an array of them. Send an activity_logs/{id} body as iFit returns it.",
  );
}

function eventOf(log: IfitLog, user: TerraUser, item: number, orderedAtMs: number | null): NormalizedEvent {
  const summary = summarize(log);
  const columns = columnsOf(log.stats);
  const digest = contentDigest(summary, columns);
  const type = "activity";
  const key = naturalKey({ type, userId: user.user_id, provider, summaryId: log.id, digest });
  if (key === undefined) throw new Error("an iFit log without an id passed the reader");
  const start = { userId: user.user_id, provider, startMs: log.startMs };
  // Rows of the list and of the web page have no series: they are no fuller an account than a file.
  const hasSeries = Object.keys(columns).length > 0;
  let body: unknown;
  return {
    id: eventId(key, digest),
    key,
    type,
    user,
    startTime: summary.metadata.start_time,
    endTime: summary.metadata.end_time,
    orderedAtMs,
    item,
    ...(hasSeries ? { alias: startAlias({ ...start, precision: "millisecond" }, "full") } : {}),
    body: () => (body ??= withSamples(summary, log)),
  };
}

/** Only what was recorded, so that reading a further stat one day changes no id of a workout without it. */
function columnsOf(stats: IfitStats): Readonly<Record<string, Column>> {
  const recorded = Object.entries(stats).filter(([, series]) => series.values.length > 0);
  return Object.fromEntries(
    recorded.flatMap(([name, series]) => [
      [`${name}.offset`, series.offsetsMs],
      [`${name}.value`, series.values],
    ]),
  );
}
