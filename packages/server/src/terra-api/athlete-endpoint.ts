import type { Handler } from "hono";
import type { DayBudget } from "./day-budget.ts";
import type { TerraApiOptions, TerraEnv } from "./options.ts";
import { requestIdOf } from "../request/request-id.ts";
import { readDataQuery } from "./read-data-query.ts";
import { sendToDestinations } from "./send-to-destinations.ts";
import { terraProblemResponse, type TerraProblem } from "./terra-problem.ts";
import { toTerraUser } from "./terra-user.ts";

const type = "athlete";

/** Of the v5 document's `no_data`, which is an answer of 200: nobody has said anything of this athlete. */
const noAthlete = {
  status: "error",
  type: "no_data",
  message: "No athlete data has been received for this user.",
} as const;

/** `GET /athlete`: what is known of the person, of several copies the newest. */
export function createAthleteEndpoint(options: TerraApiOptions, budget: DayBudget): Handler<TerraEnv> {
  const { journal } = options;
  return async function answerAthlete(context) {
    const read = await readDataQuery(context, { journal, budget, hasDates: false });
    if (read.outcome === "refused") return terraProblemResponse(context, read.problem);
    const { user, toWebhook } = read.query;
    const { developer, userId } = user;
    // It has no start, so it counts as starting when it arrived; there is one per connection.
    const anyTime = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
    const athletes = await journal.history({ developer, userId, type, ...anyTime, limit: 100 });
    if (toWebhook) {
      const pages = athletes.length === 0 ? [] : [athletes];
      return await sendToDestinations(context, options, { type, user, days: 0, pages: iterate(pages) });
    }
    const newest = athletes.toSorted((left, right) => left.seq - right.seq).at(-1);
    if (newest === undefined) return context.json({ ...noAthlete, user: toTerraUser(user) });
    const [body] = await options.historyBodies.load([newest]);
    if (body === undefined || body instanceof Error) {
      options.onError(body, context.req.path, requestIdOf(context));
      return terraProblemResponse(context, unreadable);
    }
    return context.json({ athlete: body.item(), type, user: toTerraUser(user) });
  };
}

const unreadable: TerraProblem = {
  status: 500,
  code: "unreadable-payload",
  detail: "The athlete is stored and can no longer be read. The server's log says why.",
};

async function* iterate<Item>(items: readonly Item[]): AsyncGenerator<Item, void> {
  yield* items;
}
