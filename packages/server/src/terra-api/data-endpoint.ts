import type { Handler } from "hono";
import { requestIdOf } from "../request/request-id.ts";
import type { DateRange } from "./date-range.ts";
import type { DayBudget } from "./day-budget.ts";
import type { TerraApiOptions, TerraEnv } from "./options.ts";
import { readDataQuery } from "./read-data-query.ts";
import { readHistory } from "./read-history.ts";
import { sendToDestinations } from "./send-to-destinations.ts";
import { streamText } from "./stream-text.ts";
import { terraProblemResponse } from "./terra-problem.ts";
import { toTerraUser } from "./terra-user.ts";
import { jsonWithoutSamples } from "./without-samples.ts";
import { writeItems } from "./write-items.ts";

/**
 * `GET /activity` and its like: one user's items within a range of days, in the answer
 * (`to_webhook=false`) or through the destinations.
 */
export function createDataEndpoint(
  type: string,
  options: TerraApiOptions,
  budget: DayBudget,
): Handler<TerraEnv> {
  const { journal } = options;
  return async function answerData(context) {
    const read = await readDataQuery(context, { journal, budget, hasDates: true });
    if (read.outcome === "refused") return terraProblemResponse(context, read.problem);
    const { user, range = noDays, toWebhook, withSamples } = read.query;
    const { developer, userId } = user;
    const pages = readHistory(journal, { developer, userId, type, range });
    if (toWebhook) return await sendToDestinations(context, options, { type, user, days: range.days, pages });
    const onError = (error: unknown) => options.onError(error, context.req.path, requestIdOf(context));
    const pieces = writeItems({
      head: JSON.stringify({ type, user: toTerraUser(user) }),
      pages,
      bodies: options.historyBodies,
      toText: (body) => (withSamples ? body.pieces() : [jsonWithoutSamples(body.item())]),
      onError,
    });
    return context.body(await streamText(pieces, onError), 200, { "content-type": "application/json" });
  };
}

/** What is read without dates has none; a data endpoint always reads them. */
const noDays: DateRange = { fromMs: 0, toMs: 0, days: 0, includes: () => false };
