import { DeliveryError } from "@musette/core";

/** Unix seconds of 1989-12-31T00:00:00Z, where FIT begins to count. */
const epochSeconds = 631_065_600;
/** Smaller numbers are seconds since a device was switched on (FIT profile, type date_time). */
const firstInstant = 0x10_00_00_00;
const lastInstant = 0xff_ff_ff_fe;

const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(Z|([+-])(\d{2}):?(\d{2}))?$/;

/** An instant as an activity writes it. */
export interface WrittenTime {
  readonly epochMs: number;
  /** Local time minus UTC, in minutes; null where the text does not say: then it is read as UTC. */
  readonly offsetMinutes: number | null;
}

/** Null for what is not ISO 8601 with a date and a time. */
export function readTime(value: unknown): WrittenTime | null {
  if (typeof value !== "string") return null;
  const match = isoTime.exec(value);
  if (match === null) return null;
  const [, zone, sign, hours, minutes] = match;
  const epochMs = Date.parse(zone === undefined ? `${value}Z` : value);
  if (Number.isNaN(epochMs)) return null;
  if (zone === undefined) return { epochMs, offsetMinutes: null };
  const distance = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return { epochMs, offsetMinutes: sign === "-" ? 0 - distance : distance };
}

/** FIT's time: whole seconds, rounded to the nearest. */
export function fitSeconds(epochMs: number): number {
  return Math.round(epochMs / 1000) - epochSeconds;
}

/** @throws {DeliveryError} `rejected` for an instant that FIT has no number for. */
export function assertWritable(epochMs: number, place: string): void {
  const seconds = fitSeconds(epochMs);
  if (seconds >= firstInstant && seconds <= lastInstant) return;
  // Beyond what `Date` can hold, there is no text for it.
  const time = Math.abs(epochMs) <= 8.64e15 ? new Date(epochMs).toISOString() : `${epochMs} ms`;
  throw new DeliveryError(
    "rejected",
    `FIT cannot state ${place} ${time}: it holds times from 1998-07-04 to 2126-02-06. Send this event as json.`,
  );
}
