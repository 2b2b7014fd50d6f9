import { DeliveryError, numberAt, valueAt } from "@musette/core";
import type { FormatEvent } from "../format-event.ts";
import { createTimeReader } from "../time/create-time-reader.ts";
import { hasOffset } from "../time/has-offset.ts";
import { type LapWindow, lapWindows } from "./lap-windows.ts";
import { type Sport, sportOf } from "./sport.ts";
import { type Trackpoint, trackpointsOf } from "./trackpoints.ts";

/** An activity with everything that a TCX file needs to know of its times. */
export interface Source {
  readonly item: unknown;
  readonly sport: Sport;
  /** Unix milliseconds; those of the same time in UTC where the activity gives no offset. */
  readonly startMs: number;
  readonly endMs: number;
  readonly points: readonly Trackpoint[];
  /** There is at least one, and they cover the activity. */
  readonly laps: readonly LapWindow[];
  /** ISO 8601, as TCX has it: in UTC, or without an offset where the activity gives none. */
  readonly time: (epochMs: number) => string;
}

const readTime = createTimeReader();
/** Samples may lie outside of the stated times, but a timestamp that is further away is wrong. */
const longestOverrunMs = 86_400_000;

/**
 * Reads an activity as it is delivered: what Terra sends is passed on unchecked, so anything may be
 * missing or of another type.
 *
 * @throws {DeliveryError} `rejected` where the event is no activity, or has no start.
 */
export function readSource(event: FormatEvent): Source {
  if (event.type !== "activity") {
    throw new DeliveryError(
      "rejected",
      `TCX carries activities only, and event ${event.id} is of type ${event.type}. Send it as json.`,
    );
  }
  const item = event.item();
  const start = valueAt(item, "metadata", "start_time");
  const startMs = Math.round(readTime(start) / 1000);
  if (Number.isNaN(startMs)) {
    throw new DeliveryError(
      "rejected",
      `Activity ${event.id} has no metadata.start_time in ISO 8601, by which TCX identifies it. Send it as json.`,
    );
  }
  const statedEndMs = Math.round(readTime(valueAt(item, "metadata", "end_time")) / 1000);
  const plausibleEndMs = statedEndMs >= startMs ? statedEndMs : startMs;
  const points = trackpointsOf(item, startMs, readTime).filter(
    ({ timeMs }) => timeMs >= startMs - longestOverrunMs && timeMs <= plausibleEndMs + longestOverrunMs,
  );
  const endMs = Math.max(plausibleEndMs, points.at(-1)?.timeMs ?? startMs);
  const whole = [{ fromMs: startMs, toMs: endMs, stated: null }];
  const laps = lapWindows(item, startMs, endMs, readTime);
  const isUtc = typeof start === "string" && hasOffset(start);
  return {
    item,
    sport: sportOf(numberAt(item, "metadata", "type")),
    startMs,
    endMs,
    points,
    laps: laps !== null && (laps.length === 1 || accountForTotals(item, laps, points)) ? laps : whole,
    time: (epochMs) => {
      const time = new Date(epochMs).toISOString();
      return isUtc ? time : time.slice(0, -1);
    },
  };
}

/**
 * TCX states totals of laps only. Several laps would lose the activity's own where neither they nor
 * samples account for them.
 */
function accountForTotals(item: unknown, laps: readonly LapWindow[], points: readonly Trackpoint[]): boolean {
  const hasDistance = numberAt(item, "distance_data", "summary", "distance_meters") !== null;
  const isCovered =
    points.some(({ distanceMeters }) => distanceMeters !== undefined) ||
    laps.every(({ stated }) => numberAt(stated, "distance_meters") !== null);
  return points.length > 0 && (!hasDistance || isCovered);
}
