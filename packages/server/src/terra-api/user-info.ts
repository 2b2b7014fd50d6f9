import type { JournalUser } from "@musette/journal";
import type { Handler } from "hono";
import { findOwnUser } from "./find-own-user.ts";
import type { TerraApiOptions, TerraEnv } from "./options.ts";
import { invalid, unknownUser } from "./problems.ts";
import { terraProblemResponse } from "./terra-problem.ts";
import { terraTime } from "./terra-time.ts";
import { toTerraUser } from "./terra-user.ts";

/** More connections than one person has. */
const mostOfOneReference = 1_000;

/**
 * `GET /userInfo`: one connection by `user_id`, or all of a person by `reference_id`. The latter is the
 * bare array of both published documents; Terra's own template reads `{users: […]}`.
 */
export function createUserInfo({ journal }: Pick<TerraApiOptions, "journal">): Handler<TerraEnv> {
  return async function answerUserInfo(context) {
    const developer = context.get("developer").devId;
    const userId = context.req.query("user_id") ?? "";
    const referenceId = context.req.query("reference_id") ?? "";
    if ((userId === "") === (referenceId === "")) {
      return terraProblemResponse(context, invalid("Give either user_id or reference_id in the query."));
    }
    if (userId !== "") {
      const user = await findOwnUser(journal, developer, userId);
      if (user === undefined) return terraProblemResponse(context, unknownUser);
      return context.json({
        status: "success",
        user: { ...toTerraUser(user), ...dataTimes(user) },
        is_authenticated: user.active,
      });
    }
    const { users } = await journal.users({ developer, referenceId, page: 0, perPage: mostOfOneReference });
    if (users.length === 0) return terraProblemResponse(context, unknownUser);
    return context.json(users.map(toTerraUser));
  };
}

/** `last_polled_at` is null because sources push; nobody is polled. */
function dataTimes({ newestStartMs }: JournalUser) {
  return {
    last_polled_at: null,
    most_recent_data_at: newestStartMs === null ? null : terraTime(newestStartMs),
  };
}
