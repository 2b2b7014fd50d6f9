import { hash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { objectPath } from "@musette/core";
import type { DeliveryRecord } from "@musette/core";
import { encodeFields } from "./encode-fields.ts";
import type { EncodedFields, Fields } from "./encode-fields.ts";

/** Terra's collections of items, and that of athletes. */
export const itemCollections: ReadonlySet<string> = new Set([
  "activity",
  "athlete",
  "body",
  "daily",
  "menstruation",
  "nutrition",
  "sleep",
]);
const mostBytes = 1_048_576;
/** Firestore takes 40,000; ours is an estimate. */
const mostIndexEntries = 30_000;
const largestValueBytes = 1_048_487;

/** Where a record goes, and what is written there. */
export interface Placed {
  readonly record: DeliveryRecord;
  readonly collection: string;
  /** Full name of Terra's document. */
  readonly name: string;
  /** Full name of the document where Terra's belongs to another item. */
  readonly nameOfItsOwn: string;
  /** Undefined when Firestore cannot hold it in any form. */
  readonly document: { readonly fields: Fields; readonly wireBytes: number } | undefined;
}

/**
 * A record as Terra's document: the item's own fields, the user, and our bookkeeping in `musette`. `parent`
 * is the full name of the document that the collections are below.
 *
 * What does not fit into a document, or cannot be held as it is, is kept whole and compressed in
 * `musette.json_gzip`, beside the fields that do fit.
 */
export async function placeRecord(parent: string, record: DeliveryRecord): Promise<Placed> {
  const collection = collectionOf(record.type);
  const template = collection === "athlete" ? "{user_id}.{ext}" : "{user_id}-{start_time}.{ext}";
  const id = objectPath({ template, record, extension: "json" });
  const digest = hash("sha256", record.key, "hex").slice(0, 16);
  const name = `${parent}/${collection}/${id}`;
  const nameOfItsOwn = `${parent}/${collection}/${id.replace(/\.json$/, `~${digest}.json`)}`;
  const document = await documentOf(record, collection, Buffer.byteLength(nameOfItsOwn));
  return { record, collection, name, nameOfItsOwn, document };
}

/** User events, and types that Terra adds later, are in one collection. */
export function collectionOf(type: string): string {
  return itemCollections.has(type) ? type : "user_events";
}

async function documentOf(
  record: DeliveryRecord,
  collection: string,
  nameBytes: number,
): Promise<Placed["document"]> {
  const { id, key, revision } = record;
  const own = record.item();
  const item = typeof own === "object" && own !== null && !Array.isArray(own) ? own : {};
  // A user event is the whole event, with the user in it; elsewhere the user is added.
  const hasUser = Object.hasOwn(item, "user");
  const user = encodeFields(hasUser && collection === "user_events" ? {} : { user: record.user });
  const isWhole =
    item === own && hasUser === (collection === "user_events") && !Object.hasOwn(item, "musette");
  const base = { parts: [user, encodeFields({ musette: { id, key, revision } })], bytes: nameBytes + 64 };

  const whole = encodeFields(item);
  if (isWhole && whole.exact && fits(whole, base, 0)) return assemble(whole, base);
  const compressed = await promisify(gzip)(record.json());
  if (compressed.length > largestValueBytes) return undefined;
  for (const encoded of [whole, encodeFields(item, "short")])
    if (fits(encoded, base, compressed.length)) return assemble(encoded, base, compressed);
  return undefined;
}

interface Base {
  readonly parts: readonly EncodedFields[];
  readonly bytes: number;
}

function fits(encoded: EncodedFields, base: Base, compressedBytes: number): boolean {
  const bytes = [encoded, ...base.parts].reduce(
    (sum, part) => sum + part.bytes,
    base.bytes + compressedBytes,
  );
  return bytes <= mostBytes && encoded.indexEntries <= mostIndexEntries;
}

function assemble(encoded: EncodedFields, { parts }: Base, compressed?: Uint8Array): Placed["document"] {
  const fields = Object.assign({}, ...[encoded, ...parts].map((part) => part.fields)) as Record<
    string,
    Fields[string]
  >;
  const wireBytes = [encoded, ...parts].reduce((sum, part) => sum + part.wireBytes, compressed?.length ?? 0);
  const { musette } = fields;
  if (compressed !== undefined && musette !== undefined && "mapValue" in musette) {
    const held = { ...musette.mapValue.fields, json_gzip: { bytesValue: compressed } };
    fields["musette"] = { mapValue: { fields: held } };
  }
  return { fields, wireBytes };
}
