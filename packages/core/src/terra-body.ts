import type { DeliveryRecord } from "./connector.ts";

/** The version of Terra's model that every event body states. */
const terraVersion = "2022-03-16";
const itemTypes: ReadonlySet<string> = new Set([
  "activity",
  "body",
  "daily",
  "menstruation",
  "nutrition",
  "sleep",
]);

/**
 * One record as the webhook body that Terra would send, as JSON text: `{type, user, data: [item],
 * version}`, for an athlete `{type, user, athlete, version}`, and user events as they are. A pointer to
 * an event that was too large is `{type, user, metadata, claim_check, version}`. The text of the item is
 * taken over, not made again.
 *
 * @see https://docs.tryterra.co (schema `WebhookEventType`)
 */
export function terraBody(
  record: Pick<DeliveryRecord, "type" | "user" | "claimCheck" | "item" | "json">,
): string {
  if (isWholeEvent(record)) return record.json();
  const head = `{"type":${JSON.stringify(record.type)},"user":${JSON.stringify(record.user)}`;
  return `${head},${contentOf(record)},"version":"${terraVersion}"}`;
}

/** What the body says beside type, user and version. */
function contentOf(record: Pick<DeliveryRecord, "type" | "claimCheck" | "json">): string {
  // The members of the pointer, without the braces around them.
  if (record.claimCheck !== undefined) return record.json().slice(1, -1);
  return record.type === "athlete" ? `"athlete":${record.json()}` : `"data":[${record.json()}]`;
}

/** User events, and bodies of types that Terra adds later, are kept whole: they state their type. */
function isWholeEvent(record: Pick<DeliveryRecord, "type" | "claimCheck" | "item">): boolean {
  if (record.claimCheck !== undefined || record.type === "athlete" || itemTypes.has(record.type))
    return false;
  const item = record.item();
  return typeof item === "object" && item !== null && "type" in item && item.type === record.type;
}
