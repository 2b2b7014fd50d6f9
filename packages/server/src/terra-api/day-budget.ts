import type { Clock } from "@musette/core";

/** How many days of data a user's owner may ask for. */
export interface DayBudget {
  /** Takes the days of one request from the user's hour, where both rules allow it. */
  spend(userId: string, days: number): DaySpending;
}

export type DaySpending =
  | { readonly outcome: "spent"; readonly remainingDays: number; readonly resetAfterSeconds: number }
  /** r1: more days than a request may ask for; it will not be granted later either. */
  | { readonly outcome: "refused"; readonly rule: "r1" }
  /** r2: more days than are left of the hour. */
  | { readonly outcome: "refused"; readonly rule: "r2"; readonly retryAfterSeconds: number };

/** Terra's limits. */
export const dayLimits = { perRequest: 1_825, perHour: 6_000 } as const;

const hourMs = 3_600_000;
/** What is spent within a minute is remembered as one entry. */
const grainMs = 60_000;

interface Spent {
  readonly atMs: number;
  days: number;
}

/**
 * Terra's two rules: at most 1,825 days in a request, and 6,000 for a user in any hour. Kept in memory:
 * a restart forgets what was spent.
 *
 * @see https://docs.tryterra.co/reference/health-and-fitness-api/rate-limits
 */
export function createDayBudget(clock: Clock): DayBudget {
  /** Who spent longest ago is first. */
  const users = new Map<string, Spent[]>();

  function forgetIdle(nowMs: number): void {
    for (const [userId, spent] of users) {
      if ((spent.at(-1)?.atMs ?? 0) > nowMs - hourMs) return;
      users.delete(userId);
    }
  }

  return {
    spend(userId, wanted) {
      const days = Math.max(1, Math.ceil(wanted));
      if (days > dayLimits.perRequest) return { outcome: "refused", rule: "r1" };
      const nowMs = clock.now();
      forgetIdle(nowMs);
      const spent = (users.get(userId) ?? []).filter(({ atMs }) => atMs > nowMs - hourMs);
      const total = spent.reduce((sum, entry) => sum + entry.days, 0);
      if (total + days > dayLimits.perHour) {
        const retryAfterSeconds = secondsUntilFree(spent, total + days - dayLimits.perHour, nowMs);
        return { outcome: "refused", rule: "r2", retryAfterSeconds };
      }
      const last = spent.at(-1);
      if (last !== undefined && nowMs - last.atMs < grainMs) last.days += days;
      else spent.push({ atMs: nowMs, days });
      users.delete(userId);
      users.set(userId, spent);
      const resetAfterSeconds = Math.ceil(((spent[0]?.atMs ?? nowMs) + hourMs - nowMs) / 1000);
      return { outcome: "spent", remainingDays: dayLimits.perHour - total - days, resetAfterSeconds };
    },
  };
}

/** Until so many days have been given back, oldest first. */
function secondsUntilFree(spent: readonly Spent[], days: number, nowMs: number): number {
  let freed = 0;
  for (const entry of spent) {
    freed += entry.days;
    if (freed >= days) return Math.max(1, Math.ceil((entry.atMs + hourMs - nowMs) / 1000));
  }
  return hourMs / 1000;
}
