import type { EventAlias, TerraUser } from "@musette/core";
import { startAlias } from "../start-alias.ts";
import { epochMsOf } from "./fields.ts";
import { isThirdParty } from "./third-party.ts";
import type { IdentifiedWorkout } from "./workout-identity.ts";

/**
 * The name under which a row of Peloton's workout history is this workout. The history has no ids, and
 * its times are those at which workouts were created, a minute before the pedaling starts: rows of live
 * classes say the hour that the class was scheduled for. Null for what Peloton got from somebody else,
 * which may cover the same minutes as a workout of its own.
 */
export function historyAlias({ fields, startMs }: IdentifiedWorkout, user: TerraUser): EventAlias | null {
  if (isThirdParty(fields) === true) return null;
  const createdMs = epochMsOf(fields["created_at"]) ?? epochMsOf(fields["created"]) ?? startMs;
  const start = { userId: user.user_id, provider: user.provider, startMs: createdMs };
  return startAlias({ ...start, precision: "minute" }, "full");
}
