import { DeliveryError, deletionRecord } from "@musette/core";
import type { Connector } from "@musette/core";
import { createApi } from "./api.ts";
import type { FirestoreApi } from "./api.ts";
import type { FirestoreConfig } from "./config.ts";
import { connectFirestore } from "./connect.ts";
import type { FirestoreClient } from "./connect.ts";
import { deleteStale } from "./delete-users.ts";
import { placeRecord } from "./document.ts";
import { deliveryError } from "./errors.ts";
import { untilAborted } from "./until-aborted.ts";
import { upsertBatch } from "./upsert-batch.ts";

/** Terra's version of its model, which is a document in its layout. */
const version = "2022-03-16";
/** Of no document: none was written then. */
const neverUpdatedAt = { seconds: 1, nanos: 0 };

/** Writes below one collection of one database. The client is made on first use. */
export function createFirestore(config: FirestoreConfig): Connector {
  const { projectId, database, root, deletesUsers } = config;
  const databaseName = `projects/${projectId}/databases/${database}`;
  const parent = `${databaseName}/documents/${root}/${version}`;
  const place = `${projectId} ${database}`;
  const apiPlace = { database: databaseName, isEmulator: config.emulatorHost !== undefined };
  let connecting: Promise<FirestoreClient> | undefined;
  let closing: Promise<void> | undefined;

  return {
    async write({ records }, { signal }) {
      signal.throwIfAborted();
      const kept = deletesUsers ? records.map(deletionRecord) : records;
      const placed = await Promise.all(kept.map(async (record) => await placeRecord(parent, record)));
      const tooLarge = placed.filter(({ document }) => document === undefined);
      const fitting = placed.filter(({ document }) => document !== undefined);
      const failures = await run("write to", signal, async (api) => {
        const target = { api, parent, place };
        const refused = await upsertBatch(target, fitting);
        if (deletesUsers) await deleteStale(target, kept);
        return refused;
      });
      return [...tooLarge.map(({ record }) => oversize(record.id)), ...failures];
    },

    async check({ signal }) {
      await run("check", signal, async (api) => {
        await api.findByKeys({ parent, collection: "activity" }, ["musette-check"]);
        // Needs the right to write, and cannot be carried out.
        const name = `${parent}/activity/musette-check.json`;
        const [status] = await api.write([{ name, fields: {}, condition: { updateTime: neverUpdatedAt } }]);
        if (status?.code !== 5 && status?.code !== 9) throw deliveryError("write to", place, status);
        if (!deletesUsers) return;
        const [removed] = await api.remove([{ name, updateTime: neverUpdatedAt }]);
        if (removed?.code !== 5 && removed?.code !== 9) throw deliveryError("delete from", place, removed);
      });
    },

    async close() {
      closing ??=
        connecting?.then(
          async (client) => await client.close(),
          () => undefined,
        ) ?? Promise.resolve();
      await closing;
    },
  };

  async function run<T>(
    attempted: string,
    signal: AbortSignal,
    work: (api: FirestoreApi) => Promise<T>,
  ): Promise<T> {
    signal.throwIfAborted();
    if (closing !== undefined)
      throw new DeliveryError("unavailable", `The connector to Firestore ${place} is closed. Open it again.`);
    try {
      return await untilAborted(
        connect().then(async (client) => await work(createApi(client, apiPlace, signal))),
        signal,
      );
    } catch (error) {
      signal.throwIfAborted();
      throw deliveryError(attempted, place, error);
    }
  }

  /** Once; again after a failure, for credentials may come later. */
  async function connect(): Promise<FirestoreClient> {
    connecting ??= connectFirestore(config);
    try {
      return await connecting;
    } catch (error) {
      connecting = undefined;
      throw error;
    }
  }

  function oversize(id: string) {
    const message = `Could not write to Firestore ${place}: the item would be larger than 1 MiB, also compressed. A claim check keeps such items in an object store.`;
    return { id, code: "too_large" as const, message };
  }
}
