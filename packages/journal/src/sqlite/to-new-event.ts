import { JournalError } from "@musette/core/errors";
import type { EventHead } from "@musette/core";
import type { NewEvent } from "./thread/protocol.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** What is stored of an event's head. */
export function toNewEvent(event: EventHead): NewEvent {
  const { id, key, type, user, startTime, endTime, orderedAtMs, item, alias } = event;
  if (!uuid.test(id)) {
    throw new JournalError("journal.failed", `Event id "${id}" is not a UUID in lower case; see eventId.`);
  }
  return {
    id,
    key,
    type,
    startTime,
    endTime,
    orderedAtMs,
    item,
    alias: alias ? { key: alias.key, rank: alias.rank } : null,
    user: {
      userId: user.user_id,
      referenceId: user.reference_id ?? null,
      provider: user.provider,
      json: JSON.stringify(user),
    },
  };
}
