import { numberAt } from "@musette/core";
import type { LapFacts } from "./lap-facts.ts";

/**
 * The calories of each lap, in whole kilocalories. Where the activity states a total but no lap has
 * any, the total is shared out by time, to the last kilocalorie: TCX has no other place for it, and
 * what reads TCX adds the laps up.
 */
export function lapCalories(item: unknown, laps: readonly LapFacts[]): readonly number[] {
  const total = numberAt(item, "calories_data", "total_burned_calories");
  const isStated = laps.some(({ calories }) => calories !== null);
  if (isStated || total === null) return laps.map(({ calories }) => Math.round(calories ?? 0));
  const seconds = laps.map(({ totalSeconds }) => Math.max(0, totalSeconds));
  const allSeconds = seconds.reduce((sum, each) => sum + each, 0);
  let elapsed = 0;
  let given = 0;
  return seconds.map((each, index) => {
    elapsed += each;
    const isLast = index === seconds.length - 1;
    const due = Math.round(isLast || allSeconds === 0 ? total : (total * elapsed) / allSeconds);
    const share = due - given;
    given = due;
    return share;
  });
}
