import { hash } from "node:crypto";
import { eventId, naturalKey, uuidFromHash } from "@musette/core";
import type { Batch, DeliveryRecord, TerraUser } from "@musette/core";

/** What a record for the kit is made from: the same recipe always makes the same record. */
export interface RecordRecipe {
  /** Tells items apart: two records with equal `item` and `type` share a natural key. */
  readonly item: number;
  /** @default "activity" */
  readonly type?: string;
  /** @default 1_760_000_000_000 */
  readonly revision?: number;
  /** JSON text that is carried in the Terra item. @default "null" */
  readonly value?: string;
  /** Pads the record's JSON to exactly this many bytes, where that is more than it has. */
  readonly bytes?: number;
  /** Whose it is. @default one and the same user for all */
  readonly userId?: string;
}

const anyUser: TerraUser = {
  user_id: "5f1e6c1a-8a53-4c35-9d3e-0f6a6d1f9b10",
  provider: "PELOTON",
  reference_id: "conformance",
};
const firstDayMs = Date.UTC(2026, 0, 1, 6, 30);
const dayMs = 86_400_000;
const firstRevision = 1_760_000_000_000;
const datedTypes: ReadonlySet<string> = new Set([
  "activity",
  "body",
  "daily",
  "sleep",
  "nutrition",
  "menstruation",
]);

/** A record as delivery would hand it over, with JSON that is written by hand, number by number. */
export function makeRecord(recipe: RecordRecipe): DeliveryRecord {
  const { item, type = "activity", revision = firstRevision } = recipe;
  const user = { ...anyUser, user_id: recipe.userId ?? anyUser.user_id };
  const startTime = new Date(firstDayMs + item * dayMs).toISOString();
  const endTime = new Date(firstDayMs + item * dayMs + 1_800_000).toISOString();
  const summaryId = `item-${item}`;
  const json = pad(
    itemJson({ ...recipe, type, revision, user, summaryId, startTime, endTime }),
    recipe.bytes ?? 0,
  );
  const digest = hash("sha256", json);
  const identity = { type, userId: user.user_id, provider: user.provider, summaryId, startTime, digest };
  const key = naturalKey(identity);
  if (key === undefined) throw new Error(`A record of type ${type} has no natural key.`);
  const dated = datedTypes.has(type);
  return {
    id: eventId(key, digest),
    key,
    revision,
    type,
    user,
    startTime: dated ? startTime : null,
    endTime: dated ? endTime : null,
    receivedAtMs: revision,
    item: () => JSON.parse(json) as unknown,
    json: () => json,
    encode: () => ({
      bytes: new TextEncoder().encode(json),
      contentType: "application/json",
      extension: "json",
    }),
  };
}

/** A batch whose id follows from its records, as a batch that is repeated after a crash does. */
export function makeBatch(records: readonly DeliveryRecord[]): Batch {
  return { id: uuidFromHash(hash("sha256", records.map((record) => record.id).join())), records };
}

/** Records of `count` different items, from item `first` on. */
export function makeRecords(first: number, count: number, recipe: Omit<RecordRecipe, "item"> = {}) {
  return Array.from({ length: count }, (_, index) => makeRecord({ ...recipe, item: first + index }));
}

type ItemParts = Record<"type" | "summaryId" | "startTime" | "endTime", string> & {
  readonly user: TerraUser;
};

function itemJson(parts: RecordRecipe & ItemParts) {
  const { type, user, value = "null", revision, startTime, endTime, summaryId } = parts;
  const carried = `"conformance":{"revision":${revision},"value":${value},"padding":""}`;
  if (type === "athlete") return `{"first_name":"Ada","age":36,${carried}}`;
  if (!datedTypes.has(type)) {
    return `{"type":"${type}","status":"success","user":${JSON.stringify(user)},${carried}}`;
  }
  const metadata = `"metadata":{"summary_id":"${summaryId}","start_time":"${startTime}","end_time":"${endTime}","type":18}`;
  const figures = `"distance_data":{"summary":{"distance_meters":${10_000 + parts.item}.25}}`;
  return type === "activity" ? `{${metadata},${figures},${carried}}` : `{${metadata},${carried}}`;
}

function pad(json: string, bytes: number): string {
  const missing = bytes - Buffer.byteLength(json);
  return missing <= 0 ? json : json.replace('"padding":""', () => `"padding":"${"x".repeat(missing)}"`);
}
