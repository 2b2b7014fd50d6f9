/** An item as fields of a document, and whether they are all of it. */
export interface BsonFields {
  readonly fields: Readonly<Record<string, unknown>>;
  /** False when something had to be changed, so that the fields cannot be turned into the item again. */
  readonly exact: boolean;
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
  if (isHeld(item, 1)) return { fields: item as BsonFields["fields"], exact: true };
  return { fields: changedObject(item, 1), exact: false };
}

function isHeld(value: unknown, level: number): boolean {
  if (typeof value === "string") return value.isWellFormed();
  if (typeof value === "number") return isHeldNumber(value);
  if (typeof value !== "object" || value === null) return true;
  if (level > mostLevels) return false;
  if (Array.isArray(value)) return value.every((element) => isHeld(element, level + 1));
  for (const key of Object.keys(value)) {
    if (encodeKey(key) !== key || !isHeld(own(value, key), level + 1)) return false;
  }
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
