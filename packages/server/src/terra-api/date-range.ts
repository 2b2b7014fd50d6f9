import type { StoredEvent } from "@musette/journal";

/** Which items a request asks for, by the time that each of them began. */
export interface DateRange {
  /** Unix milliseconds, inclusive and exclusive: what the journal is asked for. A day wider than dates say. */
  readonly fromMs: number;
  readonly toMs: number;
  /** `end_date` − `start_date`. */
  readonly days: number;
  /** Whether an item of the history belongs to it. */
  readonly includes: (event: Pick<StoredEvent, "startTime" | "receivedAtMs">, startMs: number) => boolean;
}

export type ReadDateRange =
  | { readonly outcome: "read"; readonly range: DateRange }
  | { readonly outcome: "invalid"; readonly detail: string };

/** One end of the range: a day, or an instant. */
interface Bound {
  readonly atMs: number;
  /** `YYYY-MM-DD`; null for an instant. */
  readonly date: string | null;
}

const dayMs = 86_400_000;

/**
 * Reads `start_date` (inclusive) and `end_date` (exclusive), each `YYYY-MM-DD` or Unix seconds of ten
 * digits. Without an end, or with one that equals the start, it is one day.
 *
 * A date means days as the person lived them: an item belongs to the first ten characters of its own
 * start, whatever its offset. Unix seconds are instants, compared exactly; a start without an offset is
 * read as UTC.
 *
 * @see https://docs.tryterra.co, "end date exclusive today"
 */
export function readDateRange(start: string | undefined, end: string | undefined): ReadDateRange {
  if (start === undefined || start === "") {
    return invalid("start_date is missing. Give it as YYYY-MM-DD or as Unix seconds.");
  }
  const from = readBound(start);
  if (from === undefined) return notADate("start_date", start);
  const given = end === undefined || end === "" ? from : readBound(end);
  if (given === undefined) return notADate("end_date", end ?? "");
  if (given.atMs < from.atMs) return invalid("end_date is before start_date. Swap them.");
  const to = given.atMs === from.atMs ? dayAfter(from) : given;
  return {
    outcome: "read",
    range: {
      fromMs: from.date === null ? from.atMs : from.atMs - dayMs,
      toMs: to.date === null ? to.atMs : to.atMs + dayMs,
      days: (to.atMs - from.atMs) / dayMs,
      includes(event, startMs) {
        const date = event.startTime?.slice(0, 10) ?? isoDate(event.receivedAtMs);
        const hasBegun = from.date === null ? startMs >= from.atMs : date >= from.date;
        return hasBegun && (to.date === null ? startMs < to.atMs : date < to.date);
      },
    },
  };
}

function readBound(text: string): Bound | undefined {
  if (/^\d{10}$/.test(text)) return { atMs: Number(text) * 1000, date: null };
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const atMs = Date.parse(text);
  // V8 takes February 30 for March 1 or 2.
  return Number.isNaN(atMs) || isoDate(atMs) !== text ? undefined : { atMs, date: text };
}

function dayAfter({ atMs, date }: Bound): Bound {
  return { atMs: atMs + dayMs, date: date === null ? null : isoDate(atMs + dayMs) };
}

function isoDate(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

function notADate(name: string, given: string): ReadDateRange {
  const quoted = JSON.stringify(given.slice(0, 40));
  return invalid(`${name} ${quoted} is not a date. Give it as YYYY-MM-DD or as Unix seconds of ten digits.`);
}

function invalid(detail: string): ReadDateRange {
  return { outcome: "invalid", detail };
}
