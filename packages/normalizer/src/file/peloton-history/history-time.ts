import { labelOffsetMinutes } from "./zone-label.ts";

/** A time as the history writes it: to the minute, on the clocks of where the rider was. */
export interface HistoryTime {
  /** What the clocks showed, as Unix milliseconds of the same time in UTC. */
  readonly wallMs: number;
  /** Null where neither the row nor the configuration says it. */
  readonly offsetMinutes: number | null;
}

const historyTime = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(?::\d{2})?(?:\s*\(([^()]*)\))?$/;
const firstYear = 2012;
const lastYear = 2200;

/** Reads `2020-04-07 16:39 (PST)`. Null where the text is no such time. */
export function readHistoryTime(text: string, zone: string | null): HistoryTime | null {
  const [, day, time, label] = historyTime.exec(text.trim()) ?? [];
  if (day === undefined || time === undefined) return null;
  const wallMs = Date.parse(`${day}T${time}:00Z`);
  // The 31st of a month of 30 days would be the first of the next.
  const isReal = !Number.isNaN(wallMs) && new Date(wallMs).toISOString().startsWith(day);
  const year = Number(day.slice(0, 4));
  if (!isReal || year < firstYear || year > lastYear) return null;
  return { wallMs, offsetMinutes: labelOffsetMinutes(label?.trim() || null, wallMs, zone) };
}
