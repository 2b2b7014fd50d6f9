import type { Batch, DeliveryRecord, RecordFailure } from "../connector.ts";
import { DeliveryError } from "../errors.ts";
import { deletionRecord } from "../user-delete/deletion-record.ts";
import { isUserDelete } from "../user-delete/is-user-delete.ts";
import { staleUsers } from "../user-delete/stale-users.ts";
import { deleteUserObjects } from "./delete-user-objects.ts";
import type { DeletingObjectStore } from "./deleting-store.ts";
import { inParallel } from "./in-parallel.ts";
import { encodeSegment, withPrefix } from "./object-path.ts";
import { ownFaults } from "./own-faults.ts";
import { recordFailure } from "./record-failure.ts";
import { storeObject } from "./store-object.ts";
import { objectMetadata, writeObject } from "./write-object.ts";
import { writeObjects } from "./write-objects.ts";
import type { ObjectLayout } from "./write-objects.ts";

/** The config keys of an object store that say where its objects go, and what becomes of them. */
interface ObjectWriterConfig extends ObjectLayout {
  readonly on_user_delete: "keep" | "delete";
}

/** Writes records as objects: see `writeObjects` and `storeObject`. */
export interface ObjectWriter {
  write(batch: Batch, signal: AbortSignal): Promise<readonly RecordFailure[]>;
  store(record: DeliveryRecord, signal: AbortSignal): Promise<string>;
}

const parallelRequests = 16;

/**
 * Writes to one store and, with `on_user_delete: delete`, deletes a user's objects when the `user.delete`
 * event comes. Of that event an object stays, `2022-03-16/user.delete/{user_id}.json`, whatever the layout.
 * It is written before anything is deleted, and looked for after anything is written: so whoever comes
 * second, a deletion or an older event that is late, sees the other.
 */
export function createObjectWriter(store: DeletingObjectStore, config: ObjectWriterConfig): ObjectWriter {
  if (config.on_user_delete === "keep") {
    return {
      write: async (batch, signal) => await writeObjects(store, config, batch, signal),
      store: async (record, signal) => await storeObject(store, config, record, signal),
    };
  }
  const markPath = (userId: string) =>
    withPrefix(config.prefix, `2022-03-16/user.delete/${encodeSegment(userId)}.json`);

  return {
    async write(batch, signal) {
      const plain = batch.records.filter((record) => !isUserDelete(record));
      const whole = batch.encode !== undefined;
      const failures =
        whole || plain.length > 0
          ? await writeObjects(store, config, whole ? batch : { ...batch, records: plain }, signal)
          : [];
      const failed = new Set(failures.map(({ id }) => id));
      const written = batch.records.filter(({ id }) => !failed.has(id));
      const errors = await deleteUsers(written, signal);
      // What could not be deleted is tried again with the event that asked for it.
      const undeleted = written.flatMap(({ id, user }) => {
        const error = errors.get(user.user_id);
        return error === undefined ? [] : [recordFailure(id, error)];
      });
      return [...failures, ...undeleted];
    },
    async store(record, signal) {
      const { user_id: userId } = record.user;
      const path = isUserDelete(record) ? markPath(userId) : await storeObject(store, config, record, signal);
      await deleteStale(userId, [record], signal);
      return path;
    },
  };

  /** User by user: one whose objects may not be deleted does not keep the others waiting. */
  async function deleteUsers(
    records: readonly DeliveryRecord[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, DeliveryError>> {
    const errors = new Map<string, DeliveryError>();
    const users = Map.groupBy(records, ({ user }) => user.user_id);
    await inParallel(users, parallelRequests, async ([userId, ofUser]) => {
      try {
        await deleteStale(userId, ofUser, signal);
      } catch (error) {
        signal.throwIfAborted();
        if (!DeliveryError.is(error) || !ownFaults.has(error.code)) throw error;
        errors.set(userId, error);
      }
    });
    return errors;
  }

  /** What a deletion takes in of all that is stored of a user, of whom `records` have just been written. */
  async function deleteStale(
    userId: string,
    records: readonly DeliveryRecord[],
    signal: AbortSignal,
  ): Promise<void> {
    const mark = markPath(userId);
    for (const record of records.filter(isUserDelete))
      await writeObject(store, mark, deletionRecord(record), signal);
    const found = await store.head(mark, signal);
    const revision = Number(found?.metadata[objectMetadata.revision] ?? -1);
    const written = records.map((record) => ({ userId, revision: record.revision }));
    for (const stale of staleUsers(written, new Map([[userId, revision]])))
      await deleteUserObjects(store, config, stale, signal);
  }
}
