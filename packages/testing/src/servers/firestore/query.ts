import { fieldsIn } from "./field-index.ts";
import type { CollectionIndex } from "./field-index.ts";
import type { Fields, StoredDocument, Value } from "./proto.ts";
import { statusError } from "./status-error.ts";

export interface StructuredQuery {
  readonly from?: readonly { readonly collectionId: string; readonly allDescendants?: boolean }[];
  readonly where?: {
    readonly fieldFilter?: {
      readonly field: { readonly fieldPath: string };
      readonly op: string;
      readonly value: Value;
    };
  } | null;
  readonly select?: { readonly fields?: readonly { readonly fieldPath: string }[] } | null;
  readonly limit?: { readonly value: number } | null;
  readonly startAt?: unknown;
  readonly endAt?: unknown;
}

const mostValues = 30;

/** The documents of a query on one collection, by their name. Knows one filter: equality or `IN`. */
export function runQuery(
  collections: ReadonlyMap<string, CollectionIndex>,
  parent: string,
  query: StructuredQuery,
): readonly StoredDocument[] {
  const [from] = query.from ?? [];
  if (from === undefined || from.allDescendants === true) throw unimplemented("collection groups");
  if (query.startAt || query.endAt) throw unimplemented("cursors");
  const collection = collections.get(`${parent}/${from.collectionId}`);
  const found = collection === undefined ? [] : filtered(collection, query.where);
  const byName = [...found].sort((a, b) => (a.name < b.name ? -1 : 1)).slice(0, query.limit?.value);
  const mask = query.select?.fields?.map(({ fieldPath }) => fieldPath);
  return byName.map((document) => ({ ...document, fields: masked(document.fields, mask) }));
}

/** Only the fields of the mask; all where there is none. */
export function masked(fields: Fields, mask: readonly string[] | undefined): Fields {
  if (mask === undefined) return fields;
  const kept: Record<string, Value> = {};
  for (const path of mask) {
    const [first = "", ...rest] = path.split(".");
    const value = fields[first];
    if (value === undefined) continue;
    if (rest.length === 0) kept[first] = value;
    else {
      const inner = masked(fieldsIn(value), [rest.join(".")]);
      kept[first] = { mapValue: { fields: { ...fieldsIn(kept[first]), ...inner } } };
    }
  }
  return kept;
}

function filtered(collection: CollectionIndex, where: StructuredQuery["where"]): Iterable<StoredDocument> {
  if (!where) return collection.documents.values();
  if (!where.fieldFilter) throw unimplemented("filters of this kind");
  const { field, op, value } = where.fieldFilter;
  if (op === "EQUAL") return collection.find(field.fieldPath, [value]);
  if (op !== "IN") throw unimplemented(op);
  const values = (value["arrayValue"] as { readonly values?: readonly Value[] }).values ?? [];
  if (values.length > mostValues)
    throw statusError("INVALID_ARGUMENT", `'IN' supports up to ${mostValues} comparison values.`);
  return collection.find(field.fieldPath, values);
}

function unimplemented(what: string) {
  return statusError("UNIMPLEMENTED", `this server does not know ${what}`);
}
