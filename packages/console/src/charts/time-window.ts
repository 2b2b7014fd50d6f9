/** A part of a workout, in seconds since its start. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** Nothing is seen any more in less than this. */
const shortestSeconds = 10;

/** Half as much, or twice as much, around the same place (the middle unless given), within the whole. */
export function zoom(
  { from, to }: TimeWindow,
  factor: number,
  whole: number,
  around: number = (from + to) / 2,
): TimeWindow {
  const length = Math.min(whole, Math.max(shortestSeconds, (to - from) * factor));
  const share = (around - from) / Math.max(1, to - from);
  return within({ from: around - length * share, to: around + length * (1 - share) }, whole);
}

/** By a share of what is shown: 0.25 is a quarter later. */
export function shift({ from, to }: TimeWindow, share: number, whole: number): TimeWindow {
  const by = (to - from) * share;
  return within({ from: from + by, to: to + by }, whole);
}

function within({ from, to }: TimeWindow, whole: number): TimeWindow {
  const length = Math.min(whole, to - from);
  const start = Math.min(Math.max(0, from), whole - length);
  return { from: start, to: start + length };
}
