import type { ClaimCheck, DeliveryRecord } from "@musette/core";
import type { EncodeRecord } from "./delivery.ts";

/** What the metadata of an item says that its pointer says as well, where it is text. */
const toldMetadata = ["start_time", "end_time", "summary_id"] as const;

/**
 * The record that is delivered in the place of one that is too large. It has the same identity, so a
 * destination orders, guards and routes it as it would the event itself; always JSON.
 */
export function makePointer(
  record: DeliveryRecord,
  claimCheck: ClaimCheck,
  encode: EncodeRecord,
): DeliveryRecord {
  const metadata = metadataOf(record);
  const item = { ...(Object.keys(metadata).length > 0 && { metadata }), claim_check: claimCheck };
  const text = JSON.stringify(item);
  const { id, key, revision, type, user, startTime, endTime, receivedAtMs, request } = record;
  const times = { startTime, endTime, receivedAtMs };
  const identity = { id, key, revision, type, user, ...times, ...(request && { request }) };
  const pointer = { ...identity, claimCheck, item: () => item, json: () => text };
  const encoded = encode("json", pointer);
  return { ...pointer, encode: () => encoded };
}

function metadataOf(record: DeliveryRecord): Readonly<Record<string, string>> {
  const item = record.item();
  const metadata = typeof item === "object" && item !== null && "metadata" in item ? item.metadata : null;
  if (typeof metadata !== "object" || metadata === null) return {};
  const texts = new Map(Object.entries(metadata).filter(([, value]) => typeof value === "string"));
  return Object.fromEntries(
    toldMetadata.flatMap((name) => (texts.has(name) ? [[name, texts.get(name)]] : [])),
  );
}
