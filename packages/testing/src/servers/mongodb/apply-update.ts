import { deserialize, serialize } from "bson";
import type { Document } from "bson";
import { update } from "mingo/updater";
import type { Collection } from "./collection.ts";
import { commandError } from "./command-error.ts";

/** One statement of an `update` command. */
export interface UpdateStatement {
  readonly q: Document;
  readonly u: Document;
  readonly multi?: boolean;
  readonly upsert?: boolean;
}

/** What one statement came to. */
interface UpdateOutcome {
  readonly matched: number;
  readonly upsertedId?: unknown;
}

/** @throws {CommandError} when the collection refuses the outcome. */
export function applyUpdate(collection: Collection, { q, u, multi, upsert }: UpdateStatement): UpdateOutcome {
  const found = collection.find(q).slice(0, multi === true ? undefined : 1);
  for (const document of found) collection.put(changed(document, u), document);
  if (found.length > 0 || upsert !== true) return { matched: found.length };
  const inserted = isReplacement(u) ? replaced(equalities(q, ["_id"]), u) : changed(equalities(q), u);
  collection.put(inserted);
  return { matched: 0, upsertedId: inserted["_id"] };
}

function changed(document: Document, u: Document): Document {
  if (isReplacement(u)) return replaced(document, u);
  const copy = deserialize(serialize(document));
  update(copy, u);
  if ("_id" in document && !sameValue(copy["_id"], document["_id"])) throw immutableId();
  return copy;
}

/** The `_id` of the document that is there stays, and comes first. */
function replaced({ _id }: Document, u: Document): Document {
  if (_id === undefined) return u;
  if (u["_id"] !== undefined && !sameValue(u["_id"], _id)) throw immutableId();
  return { _id, ...u };
}

function isReplacement(u: Document): boolean {
  const [first] = Object.keys(u);
  return first === undefined || !first.startsWith("$");
}

/** The fields that the filter gives a value to: an upsert starts from them. */
function equalities(q: Document, only?: readonly string[]): Document {
  const entries = Object.entries(q).filter(([name, value]) => {
    const operator =
      typeof value === "object" && value !== null && Object.keys(value)[0]?.startsWith("$") === true;
    return !name.startsWith("$") && !name.includes(".") && !operator && (only?.includes(name) ?? true);
  });
  return Object.fromEntries(entries);
}

function sameValue(left: unknown, right: unknown): boolean {
  return Buffer.compare(serialize({ value: left }), serialize({ value: right })) === 0;
}

function immutableId() {
  return commandError(66, "Performing an update on the path '_id' would modify the immutable field '_id'");
}
