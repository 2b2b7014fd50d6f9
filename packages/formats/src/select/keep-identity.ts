import { isJsonObject } from "./json-object.ts";
import type { JsonObject } from "./json-object.ts";
import { setOwn } from "./set-own.ts";

/** Fields of `metadata` that say which item it is. Without them a receiver could not file it. */
const identityFields: ReadonlySet<string> = new Set([
  "start_time",
  "end_time",
  "summary_id",
  "type",
  "upload_type",
]);

/** Puts back what was selected away of the identity of `item`, each field in its old place. */
export function keepIdentity(item: JsonObject, selected: JsonObject): JsonObject {
  const { metadata } = item;
  if (selected === item || !isJsonObject(metadata) || selected["metadata"] === metadata) return selected;
  const before = isJsonObject(selected["metadata"]) ? selected["metadata"] : {};
  const after: Record<string, unknown> = {};
  for (const key of Object.keys(metadata)) {
    if (Object.hasOwn(before, key)) setOwn(after, key, before[key]);
    else if (identityFields.has(key)) setOwn(after, key, metadata[key]);
  }
  if (Object.keys(after).length === Object.keys(before).length) return selected;
  return withMetadata(item, selected, after);
}

/** `metadata` comes where the item has it, so that the order of the keys tells nothing of the selection. */
function withMetadata(item: JsonObject, selected: JsonObject, metadata: JsonObject): JsonObject {
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(item)) {
    if (key === "metadata") copy[key] = metadata;
    else if (Object.hasOwn(selected, key)) setOwn(copy, key, selected[key]);
  }
  return copy;
}
