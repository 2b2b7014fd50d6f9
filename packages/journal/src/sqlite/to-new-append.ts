import { JournalError } from "@musette/core/errors";
import type { Append } from "../journal.ts";
import type { NewAppend } from "./thread/protocol.ts";
import { toNewEvent } from "./to-new-event.ts";

/**
 * Picks what is stored out of an append (a normalized event also carries its body) and takes
 * the bytes over: the sender's buffer is detached, so it cannot change or be stored twice.
 */
export function toNewAppend(entry: Append): NewAppend {
  const { userId, referenceId, orderedAtMs, requestId } = entry.context;
  return {
    source: entry.source,
    developer: entry.developer,
    receivedAtMs: entry.receivedAtMs,
    context: JSON.stringify({ userId, referenceId, orderedAtMs, requestId }),
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

function takeOver(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = bytes;
  if (buffer.detached) {
    throw new JournalError("journal.failed", "The payload's buffer was handed over before; append it once.");
  }
  // A view of a larger buffer, such as Node's pool, is copied: its neighbours stay with their owner.
  return byteLength === buffer.byteLength ? new Uint8Array(buffer.transfer()) : bytes.slice();
}
