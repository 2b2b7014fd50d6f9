import { ensureMongodb, suiteTitle } from "@musette/testing";
import { MongoClient } from "mongodb";
import type { Document } from "mongodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeMongodbPlace } from "./testing/mongodb-place.ts";
import type { MongodbPlace } from "./testing/mongodb-place.ts";

// What the connector relies on, asked of whatever server the tests run against: the one of this repository
// has to answer as MongoDB does.

const server = await ensureMongodb();

describe.skipIf("skipped" in server)(`the codes of ${suiteTitle("MongoDB", server)}`, () => {
  let place: MongodbPlace;
  beforeAll(async () => (place = await makeMongodbPlace(server.url)));
  afterAll(async () => await place[Symbol.asyncDispose]());
  const collection = (name: string) => place.db.collection(name);

  it("refuses a second document under an _id, in an unordered bulk write only that one", async () => {
    const writes = [1, 2, 1, 3].map((_id) => ({ insertOne: { document: { _id: _id as never } } }));
    const writing = collection("ids").bulkWrite(writes, { ordered: false });
    await expect(writing).rejects.toMatchObject({ code: 11_000, writeErrors: [{ index: 2, code: 11_000 }] });
    expect(await collection("ids").countDocuments()).toBe(3);
  });

  it("upserts under the _id of the filter, and meets a document that the guard excludes with 11000", async () => {
    const _id = { user_id: "u", start_time: "t" } as never;
    const upsert = async (revision: number, more: Document = {}) => {
      const filter = { _id, key: { $in: ["k", null] }, revision: { $not: { $gte: revision } } };
      return await collection("guard").replaceOne(filter, { key: "k", revision, ...more }, { upsert: true });
    };
    expect(await upsert(2)).toMatchObject({ upsertedCount: 1, upsertedId: _id });
    expect(await upsert(3, { a: 1 })).toMatchObject({ matchedCount: 1, upsertedCount: 0 });
    await expect(upsert(3)).rejects.toMatchObject({ code: 11_000, keyPattern: { _id: 1 } });
    expect(await collection("guard").find().toArray()).toEqual([{ _id, key: "k", revision: 3, a: 1 }]);
    // A document without these fields is within the guard.
    await collection("guard").replaceOne({ _id }, { old: true });
    expect(await upsert(1)).toMatchObject({ matchedCount: 1 });
  });

  it("keeps a sparse unique index, which documents without the field may share", async () => {
    await collection("unique").createIndex({ "m.key": 1 }, { unique: true, sparse: true });
    await collection("unique").insertMany([{ a: 1 }, { a: 2 }, { m: { key: "k" } }]);
    const inserting = collection("unique").insertOne({ m: { key: "k" } });
    await expect(inserting).rejects.toMatchObject({ code: 11_000, keyPattern: { "m.key": 1 } });
  });

  it("tells an index that is there under another name or with other options", async () => {
    const indexed = collection("indexed");
    await indexed.createIndex({ a: 1 });
    await indexed.createIndex({ a: 1 });
    await expect(indexed.createIndex({ a: 1 }, { name: "other" })).rejects.toMatchObject({ code: 85 });
    await expect(indexed.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 86 });
  });

  it("does not change an _id, and holds documents to a validator", async () => {
    const validated = collection("validated");
    await validated.insertOne({ _id: 1 as never, n: 1 });
    const moving = validated.replaceOne({ n: 1 }, { _id: 2 as never, n: 1 });
    await expect(moving).rejects.toMatchObject({ code: 66 });
    await place.db.command({ collMod: "validated", validator: { n: { $lt: 5 } } });
    await expect(validated.insertOne({ n: 7 })).rejects.toMatchObject({ code: 121 });
  });

  it("updates nothing without making a collection", async () => {
    await collection("nothing").updateOne({ a: 1 }, { $set: { b: 1 } });
    expect(await place.db.listCollections({}, { nameOnly: true }).toArray()).not.toContainEqual(
      expect.objectContaining({ name: "nothing" }),
    );
  });

  it("reads through a cursor", async () => {
    await collection("many").insertMany(
      Array.from({ length: 2500 }, (_, n) => ({ n, text: "x".repeat(100) })),
    );
    const found = await collection("many")
      .find({ n: { $gte: 100 } }, { projection: { n: 1 } })
      .toArray();
    expect(found).toHaveLength(2400);
    expect(found[0]).not.toHaveProperty("text");
  });

  it("refuses a wrong password, an unknown user and commands that are none", async () => {
    for (const url of [place.at({ password: "wrong" }), place.at({ user: "nobody" })]) {
      const client = new MongoClient(url);
      await expect(client.db(place.config.database).command({ ping: 1 })).rejects.toMatchObject({ code: 18 });
      await client.close();
    }
    await expect(place.db.command({ noSuchCommand: 1 })).rejects.toMatchObject({ code: 59 });
  });
});
