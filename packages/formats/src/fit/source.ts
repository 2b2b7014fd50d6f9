import { type Activity, DeliveryError } from "@musette/core";
import type { FormatEvent } from "../format-event.ts";
import { numberOf, textOf } from "./loose.ts";
import { type Records, recordsOf } from "./records.ts";
import { type RunningTime, runningTime } from "./running-time.ts";
import { type Lap, lapsOf } from "./laps.ts";
import { type Sport, sportOf } from "./sports.ts";
import { assertWritable, fitSeconds, readTime } from "./time.ts";

/** An activity with everything that a FIT file needs to know of its times. */
export interface Source {
  readonly activity: Activity;
  readonly provider: string;
  readonly summaryId: string;
  readonly activityType: number | null;
  readonly sport: Sport;
  readonly isThirdParty: boolean;
  readonly startMs: number;
  /** FIT seconds. */
  readonly startSecond: number;
  readonly endSecond: number;
  readonly elapsedSeconds: number;
  /** Local time minus UTC. */
  readonly offsetMinutes: number;
  readonly records: Records;
  readonly running: RunningTime;
  readonly laps: readonly Lap[];
}

/** Samples may go on after the stated end, but a timestamp that is further away is wrong. */
const longestOverrunSeconds = 86_400;
/** What total_elapsed_time can hold: 32 bits of milliseconds, less the overrun. */
const longestMs = 48 * 86_400_000;

/**
 * Reads an activity as it is delivered: what Terra sends is passed on unchecked, so anything may be
 * missing or of another type. A time without an offset is taken as UTC, which is all that FIT knows.
 *
 * @throws {DeliveryError} `rejected` where the event is no activity, or has no start that FIT can state.
 */
export function readSource(event: FormatEvent): Source {
  const item = event.item();
  if (event.type !== "activity" || typeof item !== "object" || item === null) {
    throw new DeliveryError(
      "rejected",
      `FIT carries activities only, and event ${event.id} is of type ${event.type}. Send it as json.`,
    );
  }
  const activity = item as Activity;
  const start = readTime(activity.metadata?.start_time);
  if (start === null) {
    throw new DeliveryError(
      "rejected",
      `Activity ${event.id} has no metadata.start_time in ISO 8601, and FIT is all timestamps. Send it as json.`,
    );
  }
  assertWritable(start.epochMs, "metadata.start_time");
  const activitySeconds = numberOf(activity.active_durations_data?.activity_seconds);
  const startSecond = fitSeconds(start.epochMs);
  const stated =
    readTime(activity.metadata.end_time)?.epochMs ?? start.epochMs + 1000 * (activitySeconds ?? 0);
  assertWritable(stated, "metadata.end_time");
  const statedEndMs = Math.max(start.epochMs, stated);
  if (statedEndMs - start.epochMs > longestMs) {
    throw new DeliveryError(
      "rejected",
      `Activity ${event.id} lasts from ${activity.metadata.start_time} to ${activity.metadata.end_time}, and a FIT session 48 days at most. Send it as json.`,
    );
  }
  const records = recordsOf(activity, {
    from: startSecond,
    to: fitSeconds(statedEndMs) + longestOverrunSeconds,
  });
  const lastSecond = records.seconds.at(-1) ?? startSecond;
  const elapsedSeconds = Math.max((statedEndMs - start.epochMs) / 1000, lastSecond - startSecond);
  const running = runningTime(records, startSecond, elapsedSeconds, activitySeconds);
  const activityType = numberOf(activity.metadata.type);
  return {
    activity,
    provider: event.user.provider,
    summaryId: textOf(activity.metadata.summary_id) ?? event.key,
    activityType,
    sport: sportOf(activityType),
    isThirdParty: activity.musette_data?.source?.is_third_party === true,
    startMs: start.epochMs,
    startSecond,
    endSecond: startSecond + Math.round(elapsedSeconds),
    elapsedSeconds,
    offsetMinutes: start.offsetMinutes ?? 0,
    records,
    running,
    laps: lapsOf(activity, start.epochMs, elapsedSeconds, running),
  };
}
