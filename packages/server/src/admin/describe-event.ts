import type { EventRow } from "@musette/console";
import type { StoredEvent } from "@musette/journal";
import { describeInstant } from "./describe-instant.ts";

/** An event without its body. */
export function describeEvent(event: StoredEvent): EventRow {
  const { seq, id, key, type, user, startTime, endTime, revision, superseded } = event;
  const { source, developer, payloadId, item, receivedAtMs } = event;
  return {
    seq,
    id,
    key,
    type,
    userId: user.user_id,
    provider: user.provider,
    startTime,
    endTime,
    revision,
    superseded,
    receivedAt: describeInstant(receivedAtMs),
    source,
    developer,
    payloadId,
    item,
  };
}
