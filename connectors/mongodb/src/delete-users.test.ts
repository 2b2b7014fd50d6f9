import { ensureMongodb, makeBatch, makeRecord, makeRecords, suiteTitle } from "@musette/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { mongodbConnector } from "./index.ts";
import { makeMongodbPlace } from "./testing/mongodb-place.ts";
import type { MongodbPlace } from "./testing/mongodb-place.ts";

const server = await ensureMongodb();
const { signal } = new AbortController();
const leave = makeRecord({ item: 0, type: "user.delete", userId: "a-1", revision: 500 });

describe.skipIf("skipped" in server)(`deletes users from ${suiteTitle("MongoDB", server)}`, () => {
  let place: MongodbPlace;
  beforeEach(async () => {
    place = await makeMongodbPlace(server.url);
  });
  afterEach(async () => await place[Symbol.asyncDispose]());

  const open = (more: object = {}) => {
    const config = { ...place.config, on_user_delete: "delete", collection_prefix: "t_", ...more };
    const context = { name: "docs", log: () => undefined, now: () => 0 };
    return mongodbConnector.open(mongodbConnector.config.parse(config), context);
  };
  const ids = async (name: string) =>
    (await place.db.collection(name).find().toArray()).map(({ user }) => String(user.user_id)).sort();

  it("with the documents that Terra wrote of them, and below its prefix only", async () => {
    for (const name of ["t_activity", "activity"])
      for (const user_id of ["a-1", "a-1-2"])
        await place.db.collection(name).insertOne({ user: { user_id }, metadata: {} });
    const connector = open();
    await connector.write(makeBatch(makeRecords(0, 2, { userId: "a-1", revision: 100 })), { signal });
    expect(await connector.write(makeBatch([leave]), { signal })).toEqual([]);
    expect(await ids("t_activity")).toEqual(["a-1-2"]);
    expect(await ids("activity")).toEqual(["a-1", "a-1-2"]);
    await connector.close();
  });

  it("and keeps of the event who and when, in one document for each user", async () => {
    const connector = open();
    const again = makeRecord({ item: 9, type: "user.delete", userId: "a-1", revision: 600 });
    for (const event of [leave, again, leave]) await connector.write(makeBatch([event]), { signal });
    expect(await place.db.collection("t_user_events").find().toArray()).toMatchObject([
      {
        type: "user.delete",
        user: { user_id: "a-1", provider: "PELOTON" },
        musette: { id: again.id, revision: 600 },
      },
    ]);
    const [kept] = await place.db.collection("t_user_events").find().toArray();
    expect(JSON.stringify(kept)).not.toContain(leave.user.reference_id);
    await connector.close();
  });

  it("also when older events are written at the same moment", async () => {
    const connector = open();
    for (let round = 1; round <= 6; round += 1) {
      const revision = 1000 * round;
      const late = makeRecords(0, 4, { userId: "a-1", revision: revision - 1 });
      const gone = makeRecord({ item: 0, type: "user.delete", userId: "a-1", revision });
      await Promise.all(
        [late, [gone], late.slice(2)].map(
          async (records) => await connector.write(makeBatch(records), { signal }),
        ),
      );
      expect(await ids("t_activity")).toEqual([]);
    }
    await connector.close();
  });
});
