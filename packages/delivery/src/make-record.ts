import { DeliveryError, type DeliveryRecord, type Encoded, type FormatName } from "@musette/core";
import type { StoredEvent } from "@musette/journal";
import { isBatchFormat } from "./batch-formats.ts";
import type { EncodeRecord, EventBody } from "./delivery.ts";

/** The record of an event for a destination that takes `format`; `body` is the part that was selected for it. */
export function makeRecord(
  event: StoredEvent,
  body: Pick<EventBody, "item" | "json" | "encoded">,
  format: FormatName,
  encode: EncodeRecord,
): DeliveryRecord {
  const { id, key, revision, type, user, startTime, endTime, receivedAtMs } = event;
  // What is written by itself although its format puts batches together, as into a claim check, is JSON.
  const own = isBatchFormat(format) ? "json" : format;
  const plain = {
    id,
    key,
    revision,
    type,
    user,
    startTime,
    endTime,
    receivedAtMs,
    item: () => body.item(),
    json: () => body.json(),
  };
  const make = () => encodeOrReject(own, plain, encode);
  let encoded: Encoded | undefined;
  // JSON is made of the shared text in no time; kept for others it would take its memory twice.
  return { ...plain, encode: () => (encoded ??= own === "json" ? make() : body.encoded(own, make)) };
}

function encodeOrReject(
  format: FormatName,
  record: Omit<DeliveryRecord, "encode">,
  encode: EncodeRecord,
): Encoded {
  try {
    return encode(format, record);
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    throw new DeliveryError(
      "rejected",
      `Event ${record.id} cannot be written as ${format} (${name}). Give the destination another format, and report this.`,
      { cause: error },
    );
  }
}
