import type { ParsedFit } from "fit-file-parser";

/** When the timer of a session stood still, in Unix milliseconds. */
export interface Pause {
  readonly fromMs: number;
  readonly toMs: number;
}

type Event = NonNullable<ParsedFit["events"]>[number];

/**
 * Reads the timer events of a session: from a stop to the next start, or to the end of the session. A
 * first start that comes after the session's own is the end of a pause.
 */
export function pausesOf(events: readonly Event[], startMs: number, endMs: number): readonly Pause[] {
  const timerEvents = events
    .filter(({ event, timestamp }) => event === "timer" && timestamp !== undefined)
    .map(({ event_type, timestamp }) => ({ isStart: event_type === "start", atMs: Number(timestamp) }))
    .filter(({ atMs }) => atMs >= startMs && atMs <= endMs)
    .toSorted((one, other) => one.atMs - other.atMs);
  const pauses: Pause[] = [];
  let stoppedMs: number | null = timerEvents[0]?.isStart === true ? startMs : null;
  for (const { isStart, atMs } of timerEvents) {
    if (!isStart) stoppedMs ??= atMs;
    else if (stoppedMs !== null) {
      if (atMs > stoppedMs) pauses.push({ fromMs: stoppedMs, toMs: atMs });
      stoppedMs = null;
    }
  }
  if (stoppedMs !== null && endMs > stoppedMs) pauses.push({ fromMs: stoppedMs, toMs: endMs });
  return pauses;
}

/** How long the timer stood still before an instant. */
export function pausedMsBefore(pauses: readonly Pause[], atMs: number): number {
  let total = 0;
  for (const { fromMs, toMs } of pauses) {
    if (fromMs >= atMs) break;
    total += Math.min(toMs, atMs) - fromMs;
  }
  return total;
}
