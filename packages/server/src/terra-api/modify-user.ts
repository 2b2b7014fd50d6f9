import type { Handler } from "hono";
import { findOwnUser } from "./find-own-user.ts";
import type { TerraApiOptions, TerraEnv } from "./options.ts";
import { invalid, unknownUser } from "./problems.ts";
import { readJsonBody } from "./read-json-body.ts";
import { terraProblemResponse } from "./terra-problem.ts";
import { toTerraUser } from "./terra-user.ts";

interface UserPatch {
  readonly reference_id?: string | null;
  readonly active?: boolean;
}

const maxBodyBytes = 64 * 1024;
/** As long as an id may be at the door, for indexed columns everywhere. */
const longestReference = 191;

/** `PATCH /users/{user_id}` (v5): changes the reference, or whether the user is active. */
export function createModifyUser({
  journal,
  clock,
}: Pick<TerraApiOptions, "journal" | "clock">): Handler<TerraEnv> {
  return async function answerModifyUser(context) {
    const body = await readJsonBody(context, maxBodyBytes);
    if (body.outcome === "refused") return terraProblemResponse(context, body.problem);
    const patch = body.value;
    if (!isUserPatch(patch)) return terraProblemResponse(context, notAPatch);
    const userId = context.req.param("user_id") ?? "";
    const known = await findOwnUser(journal, context.get("developer").devId, userId);
    if (known === undefined) return terraProblemResponse(context, unknownUser);
    const user = await journal.saveUser({
      userId,
      developer: known.developer,
      ...(patch.reference_id === undefined ? {} : { referenceId: patch.reference_id }),
      ...(patch.active === undefined ? {} : { active: patch.active }),
      atMs: clock.now(),
    });
    return context.json({ status: "success", user: toTerraUser(user) });
  };
}

const notAPatch = invalid(
  `The body is not {"reference_id": text of 1 to ${longestReference} characters or null, "active": true or false}, either or both.`,
);

function isUserPatch(value: unknown): value is UserPatch {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const { reference_id: reference, active } = value as Record<string, unknown>;
  if (active !== undefined && typeof active !== "boolean") return false;
  if (reference === undefined) return active !== undefined;
  return reference === null || (typeof reference === "string" && isReference(reference));
}

function isReference(text: string): boolean {
  return text !== "" && text.length <= longestReference && !/\p{Cc}/u.test(text) && text.isWellFormed();
}
