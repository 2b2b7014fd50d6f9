import type { Fields, StoredDocument, Value } from "./proto.ts";

/** The documents of one collection, found by the value of a field, as Firestore's own indexes do. */
export interface CollectionIndex {
  readonly documents: ReadonlyMap<string, StoredDocument>;
  put(document: StoredDocument): void;
  remove(name: string): void;
  /** The documents whose field is equal to one of the values. */
  find(fieldPath: string, values: readonly Value[]): readonly StoredDocument[];
}

export function createCollectionIndex(): CollectionIndex {
  const documents = new Map<string, StoredDocument>();
  /** By field, made when a query first asks for it; then by value. */
  const byField = new Map<string, Map<string, Set<string>>>();

  return {
    documents,
    put(document) {
      forget(document.name);
      documents.set(document.name, document);
      for (const [path, entries] of byField) enter(path, entries, document);
    },
    remove(name) {
      forget(name);
      documents.delete(name);
    },
    find(fieldPath, values) {
      let entries = byField.get(fieldPath);
      if (entries === undefined) {
        entries = new Map<string, Set<string>>();
        byField.set(fieldPath, entries);
        for (const document of documents.values()) enter(fieldPath, entries, document);
      }
      const names = values.flatMap((value) => [...(entries.get(keyOf(value)) ?? [])]);
      return [...new Set(names)].flatMap((name) => documents.get(name) ?? []);
    },
  };

  function enter(path: string, entries: Map<string, Set<string>>, { name, fields }: StoredDocument): void {
    const value = valueAt(fields, path);
    if (value === undefined) return;
    const names = entries.get(keyOf(value)) ?? new Set();
    entries.set(keyOf(value), names.add(name));
  }

  function forget(name: string): void {
    const stored = documents.get(name);
    if (stored === undefined) return;
    for (const [path, entries] of byField) {
      const value = valueAt(stored.fields, path);
      if (value !== undefined) entries.get(keyOf(value))?.delete(name);
    }
  }
}

/** The fields of a map; none where it is no map. */
export function fieldsIn(value: Value | undefined): Fields {
  const map = value?.["mapValue"] as { readonly fields?: Fields } | undefined;
  return map?.fields ?? {};
}

function valueAt(fields: Fields, path: string): Value | undefined {
  const [first = "", ...rest] = path.split(".");
  const value = fields[first];
  return rest.length === 0 ? value : valueAt(fieldsIn(value), rest.join("."));
}

function keyOf(value: Value): string {
  return JSON.stringify(value);
}
