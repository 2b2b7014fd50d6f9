import type { Connector, DeliveryRecord } from "@musette/core";
import { ensureMongodb, makeBatch, makeRecord, makeRecords, suiteTitle } from "@musette/testing";
import type { Document } from "mongodb";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { mongodbConnector } from "./index.ts";
import { makeMongodbPlace } from "./testing/mongodb-place.ts";
import type { MongodbPlace } from "./testing/mongodb-place.ts";

const server = await ensureMongodb();
const signal = new AbortController().signal;
const userId = makeRecord({ item: 0 }).user.user_id;

function open(config: object): Connector {
  const context = { name: "docs", log: () => undefined, now: () => 0 };
  return mongodbConnector.open(mongodbConnector.config.parse(config), context);
}

describe.skipIf("skipped" in server)(`writes to ${suiteTitle("MongoDB", server)}`, () => {
  let place: MongodbPlace;
  let connector: Connector;
  beforeAll(async () => {
    place = await makeMongodbPlace(server.url);
    connector = open(place.config);
  });
  afterAll(async () => {
    await connector.close();
    await place[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    for (const { name } of await place.db.listCollections().toArray())
      await place.db.collection(name).deleteMany({});
  });

  const write = async (...records: DeliveryRecord[]) => await connector.write(makeBatch(records), { signal });
  const stored = async (name: string): Promise<Document[]> =>
    await place.db.collection(name).find().toArray();
  /** The same item with other facts, as another key or a moved start give. */
  const like = (record: DeliveryRecord, changes: Partial<DeliveryRecord>) => ({ ...record, ...changes });

  it("lays out an activity as Terra does", async () => {
    const record = makeRecord({ item: 0 });
    expect(await write(record)).toEqual([]);
    const { id, key, revision, startTime, user } = record;
    expect(await stored("activity")).toEqual([
      {
        _id: { user_id: userId, start_time: startTime },
        ...(record.item() as object),
        user,
        musette: { id, key, revision },
      },
    ]);
  });

  it("keeps athletes under the user, and events under the user and the time they came", async () => {
    const athlete = makeRecord({ item: 0, type: "athlete" });
    const auth = makeRecord({ item: 0, type: "auth" });
    await write(athlete, auth);
    expect(await stored("athlete")).toMatchObject([{ _id: userId, first_name: "Ada", user: athlete.user }]);
    const eventTime = new Date(auth.receivedAtMs).toISOString();
    expect(await stored("user_events")).toMatchObject([
      { _id: { user_id: userId, event_time: eventTime }, type: "auth", user: auth.user },
    ]);
  });

  it("makes Terra's indexes, and lives with those that are there under other names", async () => {
    await place.db.collection("p_sleep").createIndex({ "user.user_id": 1 }, { name: "made_by_terra" });
    const prefixed = open({ ...place.config, collection_prefix: "p_" });
    expect(await prefixed.write(makeBatch([makeRecord({ item: 0, type: "sleep" })]), { signal })).toEqual([]);
    await prefixed.close();
    const indexes = await place.db.collection("p_sleep").indexes();
    expect(indexes.map(({ key }) => JSON.stringify(key)).sort()).toEqual([
      '{"_id":1}',
      '{"metadata.end_time":-1}',
      '{"metadata.start_time":-1}',
      '{"musette.key":1}',
      '{"user.reference_id":1}',
      '{"user.user_id":1}',
    ]);
  });

  it("gives a second item of the same user and start an _id of its own, and finds it again", async () => {
    const first = makeRecord({ item: 0 });
    const second = like(makeRecord({ item: 1 }), { startTime: first.startTime });
    await write(first, second);
    await write(second, first);
    await write(like(second, { revision: second.revision + 1 }));
    const terras = { user_id: userId, start_time: first.startTime };
    expect(await stored("activity")).toMatchObject([
      { _id: terras, musette: { key: first.key, revision: first.revision } },
      { _id: { ...terras, key: second.key }, musette: { revision: second.revision + 1 } },
    ]);
  });

  it("loses neither of two such items when many writers meet", async () => {
    const [first, ...rest] = makeRecords(0, 6);
    const same = [first, ...rest].filter((record) => record !== undefined);
    const records = same.map((record) => like(record, { startTime: first?.startTime ?? null }));
    const failures = await Promise.all(records.flatMap((record) => [write(record), write(record)]));
    expect(failures.flat()).toEqual([]);
    const keys = (await stored("activity")).map(({ musette }) => String(musette.key));
    expect(keys.sort()).toEqual(records.map(({ key }) => key).sort());
  });

  it("keeps one copy of an item whose start has moved", async () => {
    const before = makeRecord({ item: 0, type: "sleep" });
    const after = like(makeRecord({ item: 0, type: "sleep", revision: before.revision + 1 }), {
      startTime: "2026-01-01T05:00:00Z",
    });
    await write(before);
    await write(after);
    await write(before);
    expect(await stored("sleep")).toMatchObject([{ musette: { id: after.id, revision: after.revision } }]);
  });

  it("takes over the document that Terra wrote", async () => {
    const record = makeRecord({ item: 0 });
    const _id = { user_id: userId, start_time: record.startTime };
    await place.db.collection("activity").insertOne({ _id: _id as never, metadata: { old: true } });
    await write(record);
    expect(await stored("activity")).toMatchObject([{ _id, musette: { key: record.key } }]);
  });

  it("says which documents are too large, and writes the others", async () => {
    // Small as JSON, but every element of an array has a name in BSON.
    const numbers = JSON.stringify(Array.from({ length: 2_000_000 }, () => 1));
    const large = makeRecord({ item: 0, value: numbers });
    const failures = await write(large, makeRecord({ item: 1 }));
    expect(failures).toMatchObject([{ id: large.id, code: "too_large" }]);
    expect(await stored("activity")).toHaveLength(1);
  });

  it("keeps what MongoDB cannot hold as JSON text beside fields that it can", async () => {
    const value = String.raw`{"$a": 1, "b.c": {"": 9007199254740993}, "_bsontype": "ObjectId"}`;
    const record = makeRecord({ item: 0, value });
    await write(record);
    const [document] = await stored("activity");
    expect(document).toMatchObject({
      conformance: {
        value: { "%24a": 1, "b%2Ec": { "%": 9_007_199_254_740_992 }, "%5Fbsontype": "ObjectId" },
      },
      musette: { json: record.json() },
    });
  });

  it("is told by check and write that a user may only read", async () => {
    const reader = open({ ...place.config, url: place.readerUrl });
    await expect(reader.check({ signal })).rejects.toMatchObject({ code: "unauthorized" });
    const writing = reader.write(makeBatch(makeRecords(0, 1)), { signal });
    await expect(writing).rejects.toMatchObject({ code: "unauthorized" });
    await reader.close();
  });
});
