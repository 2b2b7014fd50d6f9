import type { TerraUser } from "@musette/core";
import type { JournalUser } from "@musette/journal";
import { terraTime } from "./terra-time.ts";

/**
 * A user as Terra writes one. What is not known is left out rather than null: the v5 document allows no
 * null here, and both allow a member to be missing.
 */
export function toTerraUser(user: JournalUser): TerraUser {
  return {
    user_id: user.userId,
    provider: user.provider,
    created_at: terraTime(user.createdAtMs),
    ...(user.lastEventAtMs === null ? {} : { last_webhook_update: terraTime(user.lastEventAtMs) }),
    ...(user.scopes === null ? {} : { scopes: user.scopes }),
    ...(user.referenceId === null ? {} : { reference_id: user.referenceId }),
    active: user.active,
  };
}
