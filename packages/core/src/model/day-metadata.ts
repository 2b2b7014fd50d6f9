import type { TimestampLocalization } from "./enums.ts";

/** Identity of a day: midnight to midnight, in local time when the offset is not known. */
export interface DayMetadata {
  /** ISO 8601; its first ten characters name the day. */
  readonly start_time: string;
  readonly end_time: string;
  readonly timestamp_localization?: TimestampLocalization | null;
}
