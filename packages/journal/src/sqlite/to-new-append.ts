import { JournalError } from "@musette/core";
import type { EventHead } from "@musette/core";
import type { Append } from "../journal.ts";
import type { NewAppend, NewEvent } from "./thread/protocol.ts";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Picks what is stored out of an append (a normalized event also carries its body) and takes
 * the bytes over: the sender's buffer is detached, so it cannot change or be stored twice.
 */
export function toNewAppend(entry: Append): NewAppend {
  const { userId, referenceId, orderedAtMs } = entry.context;
  return {
    source: entry.source,
    developer: entry.developer,
    receivedAtMs: entry.receivedAtMs,
    context: JSON.stringify({ userId, referenceId, orderedAtMs }),
    events: entry.events.map(toNewEvent),
    quarantine: entry.quarantine.map(({ item, code, pointer, message }) => ({
      item,
      code,
      pointer,
      message,
    })),
    bytes: takeOver(entry.bytes),
  };
}

function toNewEvent(event: EventHead): NewEvent {
  const { id, key, type, user, startTime, endTime, orderedAtMs, item } = event;
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
    user: {
      userId: user.user_id,
      referenceId: user.reference_id ?? null,
      provider: user.provider,
      json: JSON.stringify(user),
    },
  };
}

function takeOver(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = bytes;
  if (buffer.detached) {
    throw new JournalError("journal.failed", "The payload's buffer was handed over before; append it once.");
  }
  // A view of a larger buffer, such as Node's pool, is copied: its neighbours stay with their owner.
  return byteLength === buffer.byteLength ? new Uint8Array(buffer.transfer()) : bytes.slice();
}
