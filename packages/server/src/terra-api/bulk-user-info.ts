import type { Handler } from "hono";
import { findOwnUser } from "./find-own-user.ts";
import type { TerraApiOptions, TerraEnv } from "./options.ts";
import { invalid, unknownUser } from "./problems.ts";
import { readJsonBody } from "./read-json-body.ts";
import { terraProblemResponse } from "./terra-problem.ts";
import { toTerraUser } from "./terra-user.ts";

const mostIds = 1_000;
const maxBodyBytes = 1024 * 1024;

/**
 * `POST /bulkUserInfo`: the users with these ids, in the order asked. Those that are not there, or
 * another developer's, are left out; where none is left, it is 404.
 */
export function createBulkUserInfo({ journal }: Pick<TerraApiOptions, "journal">): Handler<TerraEnv> {
  return async function answerBulkUserInfo(context) {
    const body = await readJsonBody(context, maxBodyBytes);
    if (body.outcome === "refused") return terraProblemResponse(context, body.problem);
    const ids = body.value;
    if (!isIds(ids)) {
      return terraProblemResponse(
        context,
        invalid(`The body is not a JSON list of 1 to ${mostIds} user ids.`),
      );
    }
    const developer = context.get("developer").devId;
    const found = await Promise.all(ids.map((userId) => findOwnUser(journal, developer, userId)));
    const users = found.filter((user) => user !== undefined);
    if (users.length === 0) return terraProblemResponse(context, unknownUser);
    return context.json(users.map(toTerraUser));
  };
}

function isIds(value: unknown): value is readonly string[] {
  const isList = Array.isArray(value) && value.length >= 1 && value.length <= mostIds;
  return isList && value.every((id) => typeof id === "string" && id !== "");
}
