import { hash } from "node:crypto";

/** Item types whose natural key is the item's own `metadata.summary_id`. */
const keyedBySummaryId: ReadonlySet<string> = new Set(["activity", "sleep"]);
/** Item types of which a connection has one a day. */
const keyedByDate: ReadonlySet<string> = new Set(["daily", "body", "nutrition", "menstruation"]);

/** What the natural key of an item is made of. */
export interface ItemIdentity {
  readonly type: string;
  readonly userId: string;
  readonly provider: string;
  /** `metadata.summary_id`, for the types that have one. */
  readonly summaryId?: string | null | undefined;
  /** `metadata.start_time`, ISO 8601. */
  readonly startTime?: string | null | undefined;
  /** Names the item where nothing else does: its content digest. */
  readonly digest: string;
}

/**
 * The natural key: equal for every copy of the same item, whatever its content.
 *
 * - activity, sleep: `type:user:provider:summary_id` (a summary id is unique per user only); a sleep
 *   may lack one by the specification, then its start time stands in;
 * - daily, body, nutrition, menstruation: `…:date`, the first ten characters of the start time as
 *   written (converting to UTC first would move the item to another day);
 * - athlete: one per connection;
 * - everything else (user events, types Terra adds later): each is its own, by content.
 *
 * Components are percent-encoded, so a key never holds a `:`, `/` or control character of theirs.
 * Returns undefined when the type needs a component that is missing.
 */
export function naturalKey(identity: ItemIdentity): string | undefined {
  const own = ownComponent(identity);
  if (own === undefined) return undefined;
  return [identity.type, identity.userId, identity.provider, ...own].map(encodeComponent).join(":");
}

function ownComponent(identity: ItemIdentity): readonly string[] | undefined {
  if (identity.type === "athlete") return [];
  if (keyedBySummaryId.has(identity.type)) {
    const standIn = identity.type === "sleep" ? identity.startTime : null;
    const own = identity.summaryId || standIn;
    return own ? [own] : undefined;
  }
  if (keyedByDate.has(identity.type)) {
    const date = identity.startTime?.slice(0, 10);
    return date !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(date) ? [date] : undefined;
  }
  return [identity.digest];
}

/** `encodeURIComponent` throws on a lone surrogate; those become U+FFFD first. */
function encodeComponent(component: string): string {
  return encodeURIComponent(component.toWellFormed());
}

/** The event id: a UUID (version 8, RFC 9562) made from the natural key and the content digest. */
export function eventId(key: string, digest: string): string {
  return uuidFromHash(hash("sha256", `${key}\n${digest}`, "hex"));
}

/** A UUID (version 8, RFC 9562) from the first 128 bits of a hexadecimal hash. */
export function uuidFromHash(hex: string): string {
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
