import type { DeliveryRecord } from "./connector.ts";

/** The version of Terra's model that every event body states. */
const terraVersion = "2022-03-16";
/** The types whose bodies have a list of items. */
export const terraItemTypes: ReadonlySet<string> = new Set([
  "activity",
  "body",
  "daily",
  "menstruation",
  "nutrition",
  "sleep",
]);

type BodyRecord = Pick<DeliveryRecord, "type" | "user" | "claimCheck" | "item" | "json">;

/**
 * One record as the webhook body that Terra would send, as JSON text: `{type, user, data: [item],
 * version}`, for an athlete `{type, user, athlete, version}`, and user events as they are. A pointer to
 * an event that was too large is `{type, user, metadata, claim_check, version}`. The text of the item is
 * taken over, not made again.
 *
 * @param others go into the same list: items of the same user and type, one of `terraItemTypes`.
 * @see https://docs.tryterra.co (schema `WebhookEventType`)
 */
export function terraBody(record: BodyRecord, others: readonly BodyRecord[] = []): string {
  if (isWholeEvent(record)) return record.json();
  const head = `{"type":${JSON.stringify(record.type)},"user":${JSON.stringify(record.user)}`;
  return `${head},${contentOf(record, others)},"version":"${terraVersion}"}`;
}

/** What the body says beside type, user and version. */
function contentOf(record: BodyRecord, others: readonly BodyRecord[]): string {
  // The members of the pointer, without the braces around them.
  if (record.claimCheck !== undefined) return record.json().slice(1, -1);
  if (record.type === "athlete") return `"athlete":${record.json()}`;
  if (others.length === 0) return `"data":[${record.json()}]`;
  return `"data":[${[record, ...others].map((each) => each.json()).join(",")}]`;
}

/** User events, and bodies of types that Terra adds later, are kept whole: they state their type. */
function isWholeEvent(record: BodyRecord): boolean {
  if (record.claimCheck !== undefined || record.type === "athlete" || terraItemTypes.has(record.type))
    return false;
  const item = record.item();
  return typeof item === "object" && item !== null && "type" in item && item.type === record.type;
}
