import type { MinuteRates } from "@musette/console";

/**
 * Events in the minute before `now`: those of the minute that is running, and of the one before the part that
 * is not yet a minute ago.
 *
 * @param counts By the minute, as `rates` has them; the last is running.
 */
export function minuteRate(counts: readonly number[], rates: MinuteRates, now: string): number {
  const runningFromMs = Date.parse(rates.fromMinute) + (rates.in.length - 1) * 60_000;
  const part = Math.min(1, Math.max(0, (Date.parse(now) - runningFromMs) / 60_000));
  return (counts.at(-1) ?? 0) + (counts.at(-2) ?? 0) * (1 - part);
}
