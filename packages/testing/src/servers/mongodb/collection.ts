import { ObjectId, calculateObjectSize, serialize } from "bson";
import type { Document } from "bson";
import { Query } from "mingo";
import { commandError } from "./command-error.ts";

/** An index as `createIndexes` takes it. Only unique ones, on one field, have an effect. */
export interface Index {
  readonly name: string;
  readonly key: Document;
  readonly unique?: boolean;
  readonly sparse?: boolean;
}

/** One collection in memory: documents by `_id`, and what may not be stored twice. */
export interface Collection {
  readonly indexes: Map<string, Index>;
  /** Only documents that match it are taken; undefined: all are. */
  validator: Document | undefined;
  find(filter: Document): Document[];
  /**
   * Stores a new document, or one in place of `previous`.
   *
   * @throws {CommandError} when the collection refuses it; then nothing has changed.
   */
  put(document: Document, previous?: Document): void;
  remove(document: Document): void;
  createIndex(index: Index): void;
}

const largestDocumentBytes = 16 * 1024 * 1024;
const deepestLevel = 180;

export function createCollection(namespace: string): Collection {
  const documents = new Map<string, Document>();
  const uniques = new Map<Index, Map<string, Document>>();

  const collection: Collection = {
    indexes: new Map([["_id_", { name: "_id_", key: { _id: 1 } }]]),
    validator: undefined,
    find(filter) {
      const found = candidates(filter);
      // Most upserts find nothing, and to compile a query takes longer than to find that.
      if (found.length === 0) return found;
      const query = new Query(filter);
      return found.filter((document) => query.test(document));
    },
    put(document, previous) {
      checkHolds(document, collection.validator);
      const id = keyOf(document["_id"]);
      if (previous === undefined && documents.has(id)) throw duplicate("_id_", { _id: 1 }, document["_id"]);
      for (const [index, entries] of uniques) {
        const holder = entryOf(index, document, (entry) => entries.get(entry));
        if (holder !== undefined && holder !== previous)
          throw duplicate(index.name, index.key, valueAt(document, pathOf(index)));
      }
      if (previous !== undefined) forget(previous);
      documents.set(id, document);
      for (const [index, entries] of uniques)
        entryOf(index, document, (entry) => entries.set(entry, document));
    },
    remove(document) {
      documents.delete(keyOf(document["_id"]));
      forget(document);
    },
    createIndex(index) {
      if (index.unique === true) {
        const entries = new Map<string, Document>();
        for (const document of documents.values()) {
          entryOf(index, document, (entry) => {
            if (entries.has(entry)) throw duplicate(index.name, index.key, null);
            entries.set(entry, document);
          });
        }
        uniques.set(index, entries);
      }
      collection.indexes.set(index.name, index);
    },
  };
  return collection;

  /** Few documents where an index answers, else all. */
  function candidates(filter: Document): Document[] {
    for (const [path, entries] of [["_id", documents] as const, ...uniqueEntries()]) {
      const wanted: unknown = filter[path];
      if (wanted === undefined || wanted === null) continue;
      const values = isOperator(wanted) ? wanted["$in"] : [wanted];
      if (!Array.isArray(values) || values.includes(null)) continue;
      return values.map((value) => entries.get(keyOf(value))).filter((found) => found !== undefined);
    }
    return [...documents.values()];
  }

  function uniqueEntries() {
    return [...uniques].map(([index, entries]) => [pathOf(index), entries] as const);
  }

  function forget(document: Document): void {
    for (const [index, entries] of uniques) entryOf(index, document, (entry) => entries.delete(entry));
  }

  function duplicate(index: string, keyPattern: Document, value: unknown) {
    const message = `E11000 duplicate key error collection: ${namespace} index: ${index} dup key`;
    return commandError(11000, message, {
      keyPattern,
      keyValue: { [Object.keys(keyPattern)[0] ?? ""]: value },
    });
  }
}

function checkHolds(document: Document, validator: Document | undefined): void {
  document["_id"] ??= new ObjectId();
  if (calculateObjectSize(document) > largestDocumentBytes)
    throw commandError(10334, "BSONObj size is invalid. Size must be between 0 and 16793600(16MB)");
  if (depthOf(document) > deepestLevel)
    throw commandError(15, `Document to be stored exceeds maximum nesting depth of ${deepestLevel}`);
  if (validator !== undefined && !new Query(validator).test(document))
    throw commandError(121, "Document failed validation", {
      errInfo: { failingDocumentId: document["_id"] },
    });
}

function entryOf<T>(index: Index, document: Document, use: (entry: string) => T): T | undefined {
  const value = valueAt(document, pathOf(index));
  return value === undefined && index.sparse === true ? undefined : use(keyOf(value ?? null));
}

function pathOf(index: Index): string {
  return Object.keys(index.key)[0] ?? "_id";
}

function valueAt(document: Document, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, name) => (isDocument(value) ? value[name] : undefined), document);
}

/** Equal for values that are equal as BSON. */
function keyOf(value: unknown): string {
  return Buffer.from(serialize({ value })).toString("latin1");
}

function isOperator(value: unknown): value is Document {
  return isDocument(value) && Object.keys(value)[0]?.startsWith("$") === true;
}

function isDocument(value: unknown): value is Document {
  return typeof value === "object" && value !== null;
}

function depthOf(value: unknown): number {
  if (!isDocument(value) || "_bsontype" in value) return 0;
  return 1 + Math.max(0, ...levelsBelow(value));
}

function* levelsBelow(value: Document): Generator<number> {
  for (const held of Object.values(value)) yield depthOf(held);
}
