import type { ChartLap } from "../wire/index.ts";

/** What the person did; where nothing says, what the class planned. */
export function shownLaps(laps: readonly ChartLap[]): readonly ChartLap[] {
  const done = laps.filter(({ kind }) => kind === "lap");
  return done.length > 0 ? done : laps;
}
