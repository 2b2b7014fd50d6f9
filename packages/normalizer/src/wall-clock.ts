import { zoneOffsetMinutes } from "./zone-offset.ts";

const dayMs = 86_400_000;
const minuteMs = 60_000;

/**
 * Local time minus UTC, in minutes, when the clocks of a zone showed a time. An hour that came twice
 * is the first of the two; in an hour that was left out the clocks are read as if they had not moved yet.
 *
 * @param wallMs what the clocks showed, as Unix milliseconds of the same time in UTC.
 * @returns null where there is no such zone.
 */
export function wallClockOffsetMinutes(zone: string, wallMs: number): number | null {
  // Whole days, so that all times of a day ask for the same two offsets.
  const day = Math.floor(wallMs / dayMs);
  const before = zoneOffsetMinutes(zone, (day - 1) * dayMs);
  const after = zoneOffsetMinutes(zone, (day + 2) * dayMs);
  if (before === after || before === null || after === null) return before;
  const isBefore = zoneOffsetMinutes(zone, wallMs - before * minuteMs) === before;
  const isAfter = zoneOffsetMinutes(zone, wallMs - after * minuteMs) === after;
  return isAfter && !isBefore ? after : before;
}
