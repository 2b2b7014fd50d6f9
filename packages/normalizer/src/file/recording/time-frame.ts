import { TimestampLocalization } from "@musette/core";
import { formatTimestamp } from "../../timestamp.ts";
import { wallClockOffsetMinutes } from "../../wall-clock.ts";
import { zoneOffsetMinutes } from "../../zone-offset.ts";

/** How a file states its times, and how the events write them. */
export interface TimeFrame {
  readonly localization: TimestampLocalization;
  /** True where neither the file nor anybody else says which offset its local times have. */
  readonly isFloating: boolean;
  /** Unix milliseconds of an ISO 8601 time, floating: those of the same time in UTC. Null where it is none. */
  read(text: string): number | null;
  /** As Terra writes it, at the offset of the start; without one where the frame is floating. */
  write(epochMs: number): string;
}

const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(Z|[+-]\d{2}:\d{2})?$/;
/** From here on (the year 2255) a double no longer holds every microsecond. */
export const firstInexactMs = 9_000_000_000_000;
/** `+00:00`. */
const offsetLength = 6;

/**
 * The frame of a file whose first time is `start`.
 *
 * - with an offset: the local time at that offset;
 * - `Z`: the local time of the zone, and UTC where no zone is known;
 * - neither: what the clocks of the zone showed; floating where no zone is known.
 *
 * @param zone an IANA name that exists, or null.
 * @param localOffset `+01:00`, where the file says elsewhere which the local time of a start in UTC is.
 * @returns null where `start` is no time.
 */
export function timeFrame(
  start: string,
  zone: string | null,
  localOffset: string | null = null,
): TimeFrame | null {
  const ownZone = isoTime.exec(start.trim())?.[1];
  const stated = ownZone === "Z" ? (localOffset ?? ownZone) : ownZone;
  const isFloating = stated === undefined && zone === null;
  const read = (text: string): number | null => readTime(text.trim(), zone, isFloating);
  const startMs = read(start);
  if (startMs === null) return null;
  const zoned = zone === null ? null : zoneOffsetMinutes(zone, startMs);
  const offsetMinutes = (stated === undefined || stated === "Z" ? zoned : minutesOf(stated)) ?? 0;
  const isUtc = stated === "Z" && zone === null;
  return {
    localization: isUtc ? TimestampLocalization.Utc : TimestampLocalization.Local,
    isFloating,
    read,
    write: (epochMs) => {
      const timestamp = formatTimestamp(epochMs, offsetMinutes);
      return isFloating ? timestamp.slice(0, -offsetLength) : timestamp;
    },
  };
}

function readTime(text: string, zone: string | null, isFloating: boolean): number | null {
  const match = isoTime.exec(text);
  if (match === null) return null;
  const isLocal = match[1] === undefined;
  // A floating time and an instant cannot be put on one line.
  if (isFloating !== (isLocal && zone === null)) return null;
  const epochMs = Date.parse(isLocal ? `${text}Z` : text);
  const offset = isLocal && zone !== null ? (wallClockOffsetMinutes(zone, epochMs) ?? 0) : 0;
  const instantMs = epochMs - offset * 60_000;
  return instantMs > 0 && instantMs < firstInexactMs ? instantMs : null;
}

/** `-05:30` is -330. */
function minutesOf(offset: string): number {
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  return offset.startsWith("-") ? -minutes : minutes;
}
