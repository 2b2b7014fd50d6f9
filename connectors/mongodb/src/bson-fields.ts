/** An item as fields of a document, and whether they are all of it. */
export interface BsonFields {
  readonly fields: Readonly<Record<string, unknown>>;
  /** False when something had to be changed, so that the fields cannot be turned into the item again. */
  readonly exact: boolean;
  /** As BSON they are no larger. Infinity where that is not known. */
  readonly mostBytes: number;
}

/** MongoDB takes 100 levels, and the document itself is one. */
const mostLevels = 98;

/**
 * What of a JSON value MongoDB, or a query in MongoDB, cannot hold is changed:
 *
 * - a key that is empty, starts with `$`, holds `.`, `%` or U+0000, or is `_bsontype` is percent-encoded;
 * - an integer beyond 2^53 is the nearest double (it was already, when the text was parsed);
 * - a lone surrogate is U+FFFD;
 * - what is nested more than 98 levels deep is JSON text.
 */
export function bsonFields(item: object): BsonFields {
  // Nearly every item is fine as it is, and looking at it is cheaper than copying it.
  const mostBytes = heldBytes(item, 1);
  if (mostBytes < Infinity) return { fields: item as BsonFields["fields"], exact: true, mostBytes };
  return { fields: changedObject(item, 1), exact: false, mostBytes };
}

/** UTF-8 takes so many bytes at most for a unit of UTF-16. */
const bytesPerUnit = 3;
/** The type and the end of the name; the value of a number; the length and the end of a text, or of a document. */
const [nameBytes, numberBytes, textBytes] = [2, 8, 5];
/** The name of an element of a list is its index. */
const indexBytes = 8;

/** What a value takes as BSON at most; Infinity when it cannot be held as it is. */
function heldBytes(value: unknown, level: number): number {
  if (typeof value === "string")
    return value.isWellFormed() ? textBytes + bytesPerUnit * value.length : Infinity;
  if (typeof value === "number") return isHeldNumber(value) ? numberBytes : Infinity;
  if (typeof value !== "object" || value === null) return numberBytes;
  if (level > mostLevels) return Infinity;
  let bytes = textBytes;
  if (Array.isArray(value)) {
    for (const element of value) bytes += nameBytes + indexBytes + heldBytes(element, level + 1);
    return bytes;
  }
  for (const key of Object.keys(value)) {
    if (!isHeldKey(key)) return Infinity;
    bytes += nameBytes + bytesPerUnit * key.length + heldBytes(own(value, key), level + 1);
  }
  return bytes;
}

/** Keys that were found to need no change: the same few hundred come with every item. */
const heldKeys = new Set<string>();
const mostHeldKeys = 4_096;

function isHeldKey(key: string): boolean {
  if (heldKeys.has(key)) return true;
  if (encodeKey(key) !== key) return false;
  if (heldKeys.size < mostHeldKeys) heldKeys.add(key);
  return true;
}

function isHeldNumber(value: number): boolean {
  return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

function changed(value: unknown, level: number): unknown {
  if (typeof value === "string") return value.toWellFormed();
  if (typeof value !== "object" || value === null) return value;
  if (level > mostLevels) return JSON.stringify(value);
  if (Array.isArray(value)) return value.map((element) => changed(element, level + 1));
  return changedObject(value, level);
}

function changedObject(value: object, level: number): Readonly<Record<string, unknown>> {
  const entries = Object.keys(value).map((key) => [encodeKey(key), changed(own(value, key), level + 1)]);
  // Defines properties, so that a key `__proto__` is one like any other.
  return Object.fromEntries(entries) as Readonly<Record<string, unknown>>;
}

function own(value: object, key: string): unknown {
  return (value as Readonly<Record<string, unknown>>)[key];
}

function encodeKey(key: string): string {
  if (key === "") return "%";
  if (key === "_bsontype") return "%5Fbsontype";
  return /[.%\0]|^\$/.test(key) || !key.isWellFormed()
    ? key.toWellFormed().replaceAll(/[.%\0]|^\$/g, percentEncode)
    : key;
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
