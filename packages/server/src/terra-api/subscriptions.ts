import type { Journal } from "@musette/journal";
import type { Handler } from "hono";
import { requestIdOf } from "../request/request-id.ts";
import type { TerraApiOptions, TerraEnv } from "./options.ts";
import { invalid } from "./problems.ts";
import { streamText } from "./stream-text.ts";
import { terraProblemResponse } from "./terra-problem.ts";
import { toTerraUser } from "./terra-user.ts";

const defaultPerPage = 500;
const mostPerPage = 5_000;

/**
 * `GET /subscriptions`: a developer's users, oldest first. With `page` (from 0) or `per_page` one page:
 * `{data: {next, max_page, results}}`; otherwise all of them: `{users}`, streamed.
 */
export function createSubscriptions({
  journal,
  onError,
}: Pick<TerraApiOptions, "journal" | "onError">): Handler<TerraEnv> {
  return async function answerSubscriptions(context) {
    const developer = context.get("developer").devId;
    const { page: pageText, per_page: perPageText } = context.req.query();
    if (pageText === undefined && perPageText === undefined) {
      const onFailure = (error: unknown) => onError(error, context.req.path, requestIdOf(context));
      const body = await streamText(writeUsers(journal, developer), onFailure);
      return context.body(body, 200, { "content-type": "application/json" });
    }
    const page = readCount(pageText, 0, 0, Number.MAX_SAFE_INTEGER);
    if (page === undefined) return terraProblemResponse(context, invalid("page is not a number from 0 on."));
    const perPage = readCount(perPageText, defaultPerPage, 1, mostPerPage);
    if (perPage === undefined) {
      return terraProblemResponse(context, invalid(`per_page is not a number from 1 to ${mostPerPage}.`));
    }
    const { users, total } = await journal.users({ developer, page, perPage });
    const maxPage = Math.max(0, Math.ceil(total / perPage) - 1);
    return context.json({
      data: {
        next: page < maxPage ? page + 1 : null,
        max_page: maxPage,
        results: users.map(toTerraUser),
      },
    });
  };
}

async function* writeUsers(
  journal: Pick<Journal, "users">,
  developer: string,
): AsyncGenerator<Iterable<string>, void> {
  let prefix = `{"users":[`;
  for (let page = 0; ; page++) {
    const { users, total } = await journal.users({ developer, page, perPage: defaultPerPage });
    const text = users.map((user) => JSON.stringify(toTerraUser(user))).join(",");
    yield [prefix, text];
    if ((page + 1) * defaultPerPage >= total) break;
    prefix = ",";
  }
  yield ["]}"];
}

/** A whole number of the query within bounds; undefined where it is something else. */
function readCount(
  text: string | undefined,
  fallback: number,
  least: number,
  most: number,
): number | undefined {
  if (text === undefined) return fallback;
  const count = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  return count >= least && count <= most ? count : undefined;
}
