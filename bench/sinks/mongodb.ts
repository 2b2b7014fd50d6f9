import { randomBytes } from "node:crypto";
import { mongodbConnector } from "@musette/connector-mongodb";
import type { DeliveryRecord } from "@musette/core";
import { ensureMongodb } from "@musette/testing";
import { MongoClient } from "mongodb";
import type { AnyBulkWriteOperation, Document } from "mongodb";
import { prepareTables } from "./prepare-tables.ts";
import type { HandWriter, Sink } from "./sink.ts";

/** Guarded upserts by the MongoDB driver's bulkWrite. */
export const mongodb: Sink = {
  name: "mongodb",
  events: 3_000,
  async open() {
    const server = await ensureMongodb();
    if ("skipped" in server) return server;
    const client = new MongoClient(server.url);
    return {
      server: server.version,
      definition: mongodbConnector,
      async makePlace() {
        const database = `bench_${randomBytes(6).toString("hex")}`;
        const config = { url: server.url, database };
        await prepareTables(mongodbConnector, config);
        return {
          config,
          openByHand: () => writeByHand(server.url, database),
          // Less the one that made the collection.
          count: async () => (await client.db(database).collection("activity").countDocuments()) - 1,
          [Symbol.asyncDispose]: async () => void (await client.db(database).dropDatabase()),
        };
      },
      [Symbol.asyncDispose]: async () => await client.close(),
    };
  },
};

function writeByHand(url: string, database: string): HandWriter {
  const client = new MongoClient(url, { writeConcern: { w: "majority", journal: true } });
  const collection = client.db(database).collection("activity");
  return {
    write: async (records) => void (await collection.bulkWrite(records.map(toUpsert), { ordered: false })),
    [Symbol.asyncDispose]: async () => await client.close(),
  };
}

/** Where the stored revision is as new, the insert meets the `_id` that is there, and fails with 11000. */
function toUpsert(record: DeliveryRecord): AnyBulkWriteOperation {
  const { id, key, revision, user, startTime } = record;
  const _id: unknown = { user_id: user.user_id, start_time: startTime };
  const filter: Document = { _id, "musette.revision": { $not: { $gte: revision } } };
  const replacement = { ...(record.item() as Document), user, musette: { id, key, revision } };
  return { replaceOne: { filter, replacement, upsert: true } };
}
