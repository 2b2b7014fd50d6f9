import { DeliveryError, deletionRecord } from "@musette/core";
import type { Connector, RecordFailure } from "@musette/core";
import { BSON, MongoClient } from "mongodb";
import type { MongoClientOptions } from "mongodb";
import type { MongodbConfig } from "./config.ts";
import { deleteStale, deleteUser } from "./delete-users.ts";
import { placeRecord } from "./document.ts";
import type { Placed } from "./document.ts";
import { deliveryError } from "./errors.ts";
import { ensureIndexes } from "./indexes.ts";
import { untilAborted } from "./until-aborted.ts";
import { upsertAll } from "./upsert.ts";

/** They hold whatever the connection string says: without them a delivered event could be lost. */
const options: MongoClientOptions = {
  appName: "musette",
  // Well below the time that delivery gives a write, so that it learns the reason.
  serverSelectionTimeoutMS: 5_000,
  connectTimeoutMS: 5_000,
  waitQueueTimeoutMS: 10_000,
  // Delivery tries again; and Cosmos DB and DocumentDB refuse the driver's way.
  retryWrites: false,
  retryReads: false,
  writeConcern: { w: "majority", journal: true },
  // What is read decides that a record need not be written, so it must be safe too.
  readPreference: "primary",
  readConcern: { level: "majority" },
};

/** A probe that is in no collection. */
const nowhere = "musette-check";
const mostDocumentBytes = 16 * 1024 * 1024 - 16 * 1024;

/** Writes to the collections of one database. Connects on first use, and again when it must. */
export function createMongodb(config: MongodbConfig): Connector {
  const { url, database, collectionPrefix, deletesUsers } = config;
  const client = new MongoClient(url, options);
  const db = client.db(database);
  const place = `${database} on ${client.options.srvHost ?? client.options.hosts.join(",")}`;
  const prepared = new Map<string, Promise<void>>();
  let closing: Promise<void> | undefined;

  return {
    async write({ records }, { signal }) {
      signal.throwIfAborted();
      const kept = deletesUsers ? records.map(deletionRecord) : records;
      const all = kept.map(placeRecord);
      const fitting = all.filter(fits);
      const byCollection = Map.groupBy(fitting, ({ collection }) => collection);
      const failures = await run("write to", signal, async () => {
        const groups = [...byCollection].map(async ([type, placed]) => await writeTo(type, placed, signal));
        const refused = (await Promise.all(groups)).flat();
        if (deletesUsers) await deleteStale(db, collectionPrefix, kept, signal);
        return refused;
      });
      return [...all.filter((placed) => !fits(placed)).map(({ record }) => tooLarge(record.id)), ...failures];
    },

    async check({ signal }) {
      await run("check", signal, async () => {
        await db.command({ ping: 1 });
        const collection = db.collection(`${collectionPrefix}activity`);
        await collection.findOne({ "musette.key": nowhere });
        // Needs the right to update, matches nothing and makes nothing.
        await collection.updateOne({ "musette.key": nowhere }, { $set: { "musette.revision": 0 } });
        if (deletesUsers) await deleteUser(db, collectionPrefix, { userId: nowhere, revision: 0 }, signal);
      });
    },

    async close() {
      closing ??= client.close();
      await closing;
    },
  };

  async function run<T>(attempted: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    if (closing !== undefined)
      throw new DeliveryError("unavailable", `The connector to MongoDB ${place} is closed. Open it again.`);
    try {
      return await untilAborted(work(), signal);
    } catch (error) {
      signal.throwIfAborted();
      throw deliveryError(attempted, place, error);
    }
  }

  async function writeTo(
    type: string,
    placed: readonly Placed[],
    signal: AbortSignal,
  ): Promise<readonly RecordFailure[]> {
    const collection = db.collection(`${collectionPrefix}${type}`);
    await prepare(type);
    return await upsertAll(collection, place, placed, signal);
  }

  /** Once for each collection; again after a failure. */
  async function prepare(type: string): Promise<void> {
    const preparing = prepared.get(type) ?? ensureIndexes(db.collection(`${collectionPrefix}${type}`), type);
    prepared.set(type, preparing);
    try {
      await preparing;
    } catch (error) {
      prepared.delete(type);
      throw error;
    }
  }

  function tooLarge(id: string): RecordFailure {
    const message = `Could not write to MongoDB ${place}: the document would be larger than 16 MB. A claim check keeps such items in an object store.`;
    return { id, code: "too_large", message };
  }
}

/** Counted only where it might matter. */
function fits({ fields, mostBytes }: Placed): boolean {
  return mostBytes < mostDocumentBytes || BSON.calculateObjectSize(fields) < mostDocumentBytes;
}
