import type { Batch, DeliveryRecord, RecordFailure } from "../connector.ts";
import { DeliveryError } from "../errors.ts";
import { withPrefix } from "./object-path.ts";
import { ownFaults } from "./own-faults.ts";
import { recordFailure } from "./record-failure.ts";
import { storeObject } from "./store-object.ts";
import { objectMetadata } from "./write-object.ts";
import type { ObjectStore } from "./write-object.ts";

/** Where the objects go: the config keys that every object store has. */
export interface ObjectLayout {
  readonly prefix?: string | undefined;
  /** The key `path`, a template; Terra's own layout when left out. */
  readonly path?: string | undefined;
}

/** Requests under way at once: they hide the way to a far store, and their bodies fit into memory. */
const parallelWrites = 16;

/**
 * Writes a batch: one object for each record or, where the format puts the records together, few
 * objects that are named after the batch and that a repeat overwrites.
 *
 * @returns the records that were not written. What is wrong with the store is not asked for each of them.
 * @throws {DeliveryError} when nothing could be written; `signal.reason` when stopped.
 */
export async function writeObjects(
  store: ObjectStore,
  layout: ObjectLayout,
  batch: Batch,
  signal: AbortSignal,
): Promise<readonly RecordFailure[]> {
  signal.throwIfAborted();
  if (batch.encode !== undefined) {
    for (const { name, bytes, contentType, extension } of await batch.encode()) {
      const path = withPrefix(layout.prefix, `2022-03-16/${name}/${batch.id}.${extension}`);
      const object = { bytes, contentType, metadata: { [objectMetadata.id]: batch.id } };
      await store.put(path, object, { kind: "none" }, signal);
    }
    return [];
  }

  const errors = new Map<string, DeliveryError>();
  let storeError: DeliveryError | undefined;
  // All writers take from the same list.
  const waiting = batch.records.values();
  const writeNext = async (): Promise<void> => {
    for (const record of waiting) {
      const error = storeError ?? (await writeOne(store, layout, record, signal));
      if (error === undefined) continue;
      errors.set(record.id, error);
      if (!ownFaults.has(error.code)) storeError ??= error;
    }
  };
  await Promise.all(Array.from({ length: Math.min(parallelWrites, batch.records.length) }, writeNext));

  const nothingElse = [...errors.values()].every(({ code }) => !ownFaults.has(code));
  if (storeError !== undefined && nothingElse && errors.size === batch.records.length) throw storeError;
  return batch.records.flatMap(({ id }) => {
    const error = errors.get(id);
    return error === undefined ? [] : [recordFailure(id, error)];
  });
}

async function writeOne(
  store: ObjectStore,
  layout: ObjectLayout,
  record: DeliveryRecord,
  signal: AbortSignal,
): Promise<DeliveryError | undefined> {
  try {
    await storeObject(store, layout, record, signal);
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    if (DeliveryError.is(error)) return error;
    throw error;
  }
}
