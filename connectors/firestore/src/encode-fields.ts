/** A value as Firestore's API has it. */
export type Value =
  | { readonly stringValue: string }
  | { readonly integerValue: number }
  | { readonly doubleValue: number }
  | { readonly booleanValue: boolean }
  | { readonly nullValue: "NULL_VALUE" }
  | { readonly bytesValue: Uint8Array }
  | { readonly arrayValue: { readonly values: readonly Value[] } }
  | { readonly mapValue: { readonly fields: Fields } };
export type Fields = Readonly<Record<string, Value>>;

/** An object as fields of a document. */
export interface EncodedFields {
  readonly fields: Fields;
  /** The size that Firestore counts. */
  readonly bytes: number;
  /** At least as many bytes as the fields take in a request. */
  readonly wireBytes: number;
  /** About as many as Firestore makes on its own. */
  readonly indexEntries: number;
  /** False when something was changed or left out, so that they cannot be turned into the object again. */
  readonly exact: boolean;
}

const mostLevels = 20;
const longestNameBytes = 1500;
const reservedName = /^__.*__$/s;
/** In the short form, lists and texts that are longer than this are left out. */
const longestList = 50;
const longestText = 10_000;
/** More than the tags and lengths around one value. */
const wireBytesOfValue = 8;

/**
 * What of a JSON value Firestore cannot hold is changed:
 *
 * - a list directly within a list, and what is nested more than 20 levels deep, is JSON text;
 * - an empty name is `%`, and the first underscore of a name like `__x__` is `%5F`;
 * - an integer beyond 2^53 is the nearest double (it was already, when the text was parsed);
 * - a lone surrogate is U+FFFD.
 *
 * @see https://cloud.google.com/firestore/quotas#collections_documents_and_fields
 */
export function encodeFields(object: object, form: "whole" | "short" = "whole"): EncodedFields {
  const tally = { bytes: 0, values: 0, indexEntries: 0, exact: true };
  const fields = encodeMap(object, 0, false);
  const { bytes, values, indexEntries, exact } = tally;
  return { fields, bytes, wireBytes: bytes + values * wireBytesOfValue, indexEntries, exact };

  function encodeMap(map: object, level: number, inList: boolean): Fields {
    const entries: [string, Value][] = [];
    for (const [key, value] of Object.entries(map) as [string, unknown][]) {
      if (form === "short" && isLong(value)) {
        tally.exact = false;
        continue;
      }
      const name = encodeName(key);
      if (name !== key) tally.exact = false;
      tally.bytes += Buffer.byteLength(name) + 1;
      entries.push([name, encodeValue(value, level + 1, inList)]);
    }
    // Defines properties, whatever their names.
    return Object.fromEntries(entries);
  }

  function encodeValue(value: unknown, level: number, inList: boolean): Value {
    if (typeof value === "object" && value !== null && level <= mostLevels) {
      tally.values += 1;
      if (!Array.isArray(value)) return { mapValue: { fields: encodeMap(value, level, inList) } };
      if (!inList) tally.indexEntries += value.length + 2;
      return { arrayValue: { values: value.map((element) => encodeElement(element, level + 1)) } };
    }
    if (!inList) tally.indexEntries += 2;
    return encodeLeaf(value);
  }

  function encodeElement(element: unknown, level: number): Value {
    return Array.isArray(element) ? encodeLeaf(element) : encodeValue(element, level, true);
  }

  function encodeLeaf(value: unknown): Value {
    tally.values += 1;
    if (typeof value === "string") return encodeText(value);
    tally.bytes += typeof value === "number" ? 8 : 1;
    if (typeof value === "number") return encodeNumber(value);
    if (typeof value === "boolean") return { booleanValue: value };
    if (value === null) return { nullValue: "NULL_VALUE" };
    tally.exact = false;
    return encodeText(JSON.stringify(value) ?? "");
  }

  function encodeText(text: string): Value {
    const stringValue = text.toWellFormed();
    if (stringValue !== text) tally.exact = false;
    tally.bytes += Buffer.byteLength(stringValue) + 1;
    return { stringValue };
  }

  function encodeNumber(value: number): Value {
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) return { integerValue: value };
    if (Number.isInteger(value) && value !== 0) tally.exact = false;
    if (!Number.isFinite(value)) tally.exact = false;
    return { doubleValue: value };
  }
}

function isLong(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > longestList;
  return typeof value === "string" && value.length > longestText;
}

function encodeName(key: string): string {
  if (key === "") return "%";
  const wellFormed = key.toWellFormed();
  const allowed = reservedName.test(wellFormed) ? wellFormed.replace("_", "%5F") : wellFormed;
  return Buffer.byteLength(allowed) > longestNameBytes ? allowed.slice(0, 300).toWellFormed() : allowed;
}
