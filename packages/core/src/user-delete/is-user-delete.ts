import type { DeliveryRecord } from "../connector.ts";
import { noUserId } from "../model/user.ts";

/** True for the event that asks destinations to delete what they hold of its user. */
export function isUserDelete({ type, user }: Pick<DeliveryRecord, "type" | "user">): boolean {
  return type === "user.delete" && user.user_id !== "" && user.user_id !== noUserId;
}
