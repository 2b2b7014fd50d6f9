import type { JournalUser } from "@musette/journal";
import type { Context } from "hono";
import { readDateRange, type DateRange } from "./date-range.ts";
import { dayLimits, type DayBudget } from "./day-budget.ts";
import { findOwnUser } from "./find-own-user.ts";
import type { TerraApiOptions, TerraEnv } from "./options.ts";
import { invalid, unknownUser } from "./problems.ts";
import { readFlag } from "./read-flag.ts";
import type { TerraProblem } from "./terra-problem.ts";

/** A request for data, checked and paid for. */
export interface DataQuery {
  readonly user: JournalUser;
  /** Not for types without a time: athlete. */
  readonly range?: DateRange;
  readonly toWebhook: boolean;
  readonly withSamples: boolean;
}

export type ReadDataQuery =
  | { readonly outcome: "read"; readonly query: DataQuery }
  | { readonly outcome: "refused"; readonly problem: TerraProblem };

/** Reads the query of a data endpoint, finds the user, and takes the days from its hour. */
export async function readDataQuery(
  context: Context<TerraEnv>,
  options: {
    readonly journal: TerraApiOptions["journal"];
    readonly budget: DayBudget;
    readonly hasDates: boolean;
  },
): Promise<ReadDataQuery> {
  const query = (name: string) => context.req.query(name);
  const userId = query("user_id") ?? "";
  if (userId === "") return refused(invalid("user_id is missing. Add ?user_id=… to the URL."));
  const toWebhook = readFlag(query("to_webhook"), true);
  if (toWebhook === undefined) return refused(invalid("to_webhook is neither true nor false."));
  const withSamples = readFlag(query("with_samples"), false);
  if (withSamples === undefined) return refused(invalid("with_samples is neither true nor false."));
  const dates = options.hasDates ? readDateRange(query("start_date"), query("end_date")) : null;
  if (dates?.outcome === "invalid") return refused(invalid(dates.detail));
  const user = await findOwnUser(options.journal, context.get("developer").devId, userId);
  if (user === undefined) return refused(unknownUser);
  const overdrawn = spendDays(context, options.budget, userId, dates?.range.days ?? 1);
  if (overdrawn !== undefined) return refused(overdrawn);
  const range = dates === null ? {} : { range: dates.range };
  return { outcome: "read", query: { user, ...range, toWebhook, withSamples } };
}

/** Says in the headers what is left; the problem where it is not enough. */
function spendDays(
  context: Context,
  budget: DayBudget,
  userId: string,
  days: number,
): TerraProblem | undefined {
  const spending = budget.spend(userId, days);
  if (spending.outcome === "spent") {
    context.header("x-terra-ratelimit-limit", String(dayLimits.perHour));
    context.header("x-terra-ratelimit-remaining", String(spending.remainingDays));
    context.header("x-terra-ratelimit-reset-after", String(spending.resetAfterSeconds));
    return undefined;
  }
  const wait = spending.rule === "r2" ? { "retry-after": String(spending.retryAfterSeconds) } : {};
  return {
    status: 429,
    code: "day-limit",
    // Terra's words: clients compare them.
    detail: "rate limit exceeded",
    headers: { "x-terra-ratelimit-rule": spending.rule, ...wait },
  };
}

function refused(problem: TerraProblem): ReadDataQuery {
  return { outcome: "refused", problem };
}
