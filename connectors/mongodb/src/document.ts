import type { DeliveryRecord } from "@musette/core";
import { bsonFields } from "./bson-fields.ts";
import type { BsonFields } from "./bson-fields.ts";

/** Terra's collections of items: their `_id` is the user and the start. */
export const itemCollections: ReadonlySet<string> = new Set([
  "activity",
  "body",
  "daily",
  "menstruation",
  "nutrition",
  "sleep",
]);

type Id = string | Readonly<Record<string, string>>;

/** Where a record goes, and what is written there. */
export interface Placed {
  readonly record: DeliveryRecord;
  /** Terra's name of the collection, without prefix. */
  readonly collection: string;
  /** Terra's `_id`. */
  readonly id: Id;
  /** The `_id` where Terra's belongs to another item. */
  readonly idOfItsOwn: Id;
  /** The document without its `_id`. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** As BSON the fields are no larger. Infinity where that is not known. */
  readonly mostBytes: number;
}

/** A record as Terra's document: the item's own fields, the user, and our bookkeeping in `musette`. */
export function placeRecord(record: DeliveryRecord): Placed {
  const { type, user, key } = record;
  const collection = itemCollections.has(type) || type === "athlete" ? type : "user_events";
  const parts = idParts(collection, record);
  const id = collection === "athlete" ? user.user_id.toWellFormed() : parts;
  return { record, collection, id, idOfItsOwn: { ...parts, key }, ...fieldsOf(collection, record) };
}

function idParts(collection: string, { user, startTime, receivedAtMs }: DeliveryRecord) {
  const user_id = user.user_id.toWellFormed();
  if (collection === "athlete") return { user_id };
  // What has no start of its own (auth, deauth) is named by the time it came, as Terra does.
  const time = startTime?.toWellFormed() ?? new Date(receivedAtMs).toISOString();
  return itemCollections.has(collection) ? { user_id, start_time: time } : { user_id, event_time: time };
}

const notHeld: BsonFields = { fields: {}, exact: false, mostBytes: Infinity };
/** The names `user` and `musette`, and what is around them. */
const extraBytes = 64;

function fieldsOf(collection: string, record: DeliveryRecord): Pick<Placed, "fields" | "mostBytes"> {
  const { id, key, revision } = record;
  const item = record.item();
  const { fields, exact, mostBytes } = isObject(item) ? bsonFields(item) : notHeld;
  // A user event is the whole event, with the user in it; elsewhere the user is added.
  const hasUser = Object.hasOwn(fields, "user");
  const isWhole =
    hasUser === (collection === "user_events") && !takenNames.some((name) => Object.hasOwn(fields, name));
  const { _id: _, ...rest } = fields;
  const user = hasUser && collection === "user_events" ? undefined : bsonFields(record.user);
  const musette = bsonFields({ id, key, revision });
  const isComplete = exact && isWhole;
  return {
    fields: {
      ...rest,
      ...(user && { user: user.fields }),
      musette: { id, key, revision, ...(!isComplete && { json: jsonText(record) }) },
    },
    mostBytes: isComplete ? mostBytes + (user?.mostBytes ?? 0) + musette.mostBytes + extraBytes : Infinity,
  };
}

/** Names that an item's own fields cannot have in the document. */
const takenNames = ["_id", "musette"];

/** BSON is UTF-8; a lone surrogate in JSON text can always be written as its escape. */
function jsonText(record: DeliveryRecord): string {
  const text = record.json();
  if (text.isWellFormed()) return text;
  return text.replaceAll(/\p{Surrogate}/gu, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
