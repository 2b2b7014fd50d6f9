const microsecondsPerDay = 86_400_000_000;

/** The last date, minute and offset written out; the samples of one workout share them. */
let datedDay = Number.NaN;
let date = "";
let writtenMinute = Number.NaN;
/** Up to the seconds. */
let minute = "";
let writtenOffset = Number.NaN;
let offset = "";
/** `00` to `59`. */
const sixty = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, "0"));

/**
 * Terra's way to write an instant: ISO 8601, six decimals, with its offset,
 * `2022-10-28T10:00:00.000000+01:00`. No `Date` is made but when the day changes, so that a list of
 * thousands of samples is quick to write.
 *
 * @param epochMs Unix milliseconds, fractions allowed, within the years 0 to 9999.
 * @param offsetMinutes local time minus UTC, in whole minutes; within a day either way.
 * @throws {RangeError} when `epochMs` is not a time that `Date` can hold.
 * @see terra-api, general rules: timestamps
 */
export function formatTimestamp(epochMs: number, offsetMinutes: number): string {
  const local = Math.round((epochMs + offsetMinutes * 60_000) * 1000);
  const day = Math.floor(local / microsecondsPerDay);
  if (day !== datedDay) {
    date = new Date(day * 86_400_000).toISOString().slice(0, 11);
    datedDay = day;
    writtenMinute = Number.NaN;
  }
  if (offsetMinutes !== writtenOffset) {
    offset = formatOffset(offsetMinutes);
    writtenOffset = offsetMinutes;
  }
  const microseconds = local - day * microsecondsPerDay;
  const seconds = Math.floor(microseconds / 1_000_000);
  const fraction = microseconds - seconds * 1_000_000;
  const minutes = Math.floor(seconds / 60);
  if (minutes !== writtenMinute) {
    minute = `${date}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:`;
    writtenMinute = minutes;
  }
  const decimals = fraction === 0 ? "000000" : String(fraction).padStart(6, "0");
  return `${minute}${two(seconds % 60)}.${decimals}${offset}`;
}

function formatOffset(offsetMinutes: number): string {
  const distance = Math.abs(offsetMinutes);
  return `${offsetMinutes < 0 ? "-" : "+"}${two(Math.floor(distance / 60))}:${two(distance % 60)}`;
}

function two(value: number): string {
  return sixty[value] as string;
}
