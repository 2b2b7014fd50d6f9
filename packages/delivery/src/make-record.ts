import { DeliveryError, type DeliveryRecord, type Encoded, type FormatName } from "@musette/core";
import type { StoredEvent } from "@musette/journal";
import { isBatchFormat } from "./batch-formats.ts";
import type { EncodeRecord, EventBody } from "./delivery.ts";

/**
 * The record of an event for a destination that takes `format`; `body` is the part that was selected for it,
 * and `json` its text.
 */
export function makeRecord(
  event: StoredEvent,
  body: Pick<EventBody, "item" | "encoded">,
  json: () => string,
  format: FormatName,
  encode: EncodeRecord,
): DeliveryRecord {
  const { id, key, revision, type, user, startTime, endTime, receivedAtMs } = event;
  let encoded: Encoded | undefined;
  // There is one for each event and destination: no object and no function more than is needed.
  const record: DeliveryRecord = {
    id,
    key,
    revision,
    type,
    user,
    startTime,
    endTime,
    receivedAtMs,
    item: body.item,
    json,
    encode() {
      // What is written by itself although its format puts batches together, as into a claim check, is JSON.
      const own = isBatchFormat(format) ? "json" : format;
      const make = () => encodeOrReject(own, record, encode);
      // JSON is made of the shared text in no time; kept for others it would take its memory twice.
      return (encoded ??= own === "json" ? make() : body.encoded(own, make));
    },
  };
  return record;
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
