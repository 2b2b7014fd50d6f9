import type { DeliveryRecord } from "../connector.ts";
import { deletionKey } from "./deletion-key.ts";
import { isUserDelete } from "./is-user-delete.ts";

/**
 * What a destination that has deleted a user keeps of the `user.delete` event, so that older events that
 * come late are known for what they are: whose it was and its revision, and nothing else of the person.
 *
 * Its key is one for each user (`deletionKey`): the newest deletion takes the place of those before.
 * A record of any other type is returned as it is.
 */
export function deletionRecord(record: DeliveryRecord): DeliveryRecord {
  if (!isUserDelete(record)) return record;
  const { user_id, provider } = record.user;
  const user = { user_id, provider };
  const item = { type: record.type, user };
  const json = JSON.stringify(item);
  return {
    id: record.id,
    key: deletionKey(user_id),
    revision: record.revision,
    type: record.type,
    user,
    startTime: null,
    endTime: null,
    receivedAtMs: record.receivedAtMs,
    item: () => item,
    json: () => json,
    encode: () => ({
      bytes: new TextEncoder().encode(json),
      contentType: "application/json",
      extension: "json",
    }),
  };
}
