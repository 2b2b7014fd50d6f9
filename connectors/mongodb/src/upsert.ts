import type { RecordFailure } from "@musette/core";
import { MongoBulkWriteError } from "mongodb";
import type { AnyBulkWriteOperation, Collection, Document, WriteError } from "mongodb";
import type { Placed } from "./document.ts";
import { classify, deliveryError, describe } from "./errors.ts";

/** How often another writer may win before a record is left for a retry. */
const attempts = 4;
const duplicateKey = 11_000;

/** What is stored under a key. */
interface Stored {
  readonly id: unknown;
  readonly revision: number;
}

/**
 * Writes each document, unless an equal or newer revision is there. Every write is one guarded upsert:
 * where the guard does not hold, the insert meets the document that is there and fails with 11000. Then
 * the collection is asked under which `_id` the item is:
 *
 * - nowhere: Terra's `_id` belongs to another item of the same user and start, and ours gets one of its own;
 * - elsewhere: the item has moved its start, and stays under the `_id` that it was first stored with.
 *
 * The unique index on `musette.key` keeps two writers from storing one item twice.
 */
export async function upsertAll(
  collection: Collection,
  place: string,
  placed: readonly Placed[],
  signal: AbortSignal,
): Promise<readonly RecordFailure[]> {
  const failures: RecordFailure[] = [];
  let waiting = placed.map((record) => ({ ...record, at: record.id as unknown }));
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    signal.throwIfAborted();
    const errors = await bulkWrite(
      collection,
      place,
      waiting.map(({ at, record, fields }) => guardedUpsert(at, record, fields)),
    );
    const contested = waiting.filter((_, index) => errors.get(index)?.code === duplicateKey);
    for (const [index, error] of errors) {
      const id = waiting[index]?.record.id;
      if (id !== undefined && error.code !== duplicateKey) failures.push(failure(id, place, error));
    }
    if (contested.length === 0) return failures;
    const stored = await findByKeys(
      collection,
      contested.map(({ record }) => record.key),
    );
    waiting = contested
      .filter(({ record }) => (stored.get(record.key)?.revision ?? -1) < record.revision)
      .map((record) => {
        const found = stored.get(record.record.key);
        return { ...record, at: found === undefined ? record.idOfItsOwn : found.id };
      });
    if (waiting.length === 0) return failures;
  }
  return [...failures, ...waiting.map(({ record }) => failure(record.id, place, { code: duplicateKey }))];
}

/** A document without a key is Terra's own copy of the item: it is taken over. */
function guardedUpsert(
  id: unknown,
  { key, revision }: Placed["record"],
  replacement: Document,
): AnyBulkWriteOperation {
  const filter: Document = {
    _id: id,
    "musette.key": { $in: [key, null] },
    "musette.revision": { $not: { $gte: revision } },
  };
  return { replaceOne: { filter, replacement, upsert: true } };
}

/** The errors of single operations, by the operation's index. */
async function bulkWrite(
  collection: Collection,
  place: string,
  operations: AnyBulkWriteOperation[],
): Promise<ReadonlyMap<number, Pick<WriteError, "code">>> {
  try {
    await collection.bulkWrite(operations, { ordered: false });
    return new Map();
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError)) throw error;
    // The writes are not yet where they are safe; none of them counts as done.
    const unsafe = error.result.getWriteConcernError();
    if (unsafe !== undefined) throw deliveryError("write to", place, unsafe);
    const errors = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
    if (errors.length === 0) throw error;
    return new Map(errors.map((found: WriteError) => [found.index, found]));
  }
}

async function findByKeys(
  collection: Collection,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Stored>> {
  const projection = { "musette.key": 1, "musette.revision": 1 };
  const found = await collection.find({ "musette.key": { $in: keys } }, { projection }).toArray();
  return new Map(
    found.map(({ _id, musette }: Document) => [
      String(musette.key),
      { id: _id as unknown, revision: Number(musette.revision) },
    ]),
  );
}

function failure(id: string, place: string, error: unknown): RecordFailure {
  const { code, retryAfterMs } = classify(error);
  const message = describe("write to", place, error);
  return { id, code, message, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}
