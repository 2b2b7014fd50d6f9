import { randomBytes } from "node:crypto";
import { gunzipSync } from "node:zlib";
import type { Connector, DeliveryRecord } from "@musette/core";
import { makeBatch, makeRecord, makeRecords, suiteTitle } from "@musette/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { firestoreConnector } from "./index.ts";
import { makeFirestorePlace } from "./testing/firestore-place.ts";
import type { FirestorePlace } from "./testing/firestore-place.ts";
import { servers } from "./testing/servers.ts";

const signal = new AbortController().signal;
const userId = makeRecord({ item: 0 }).user.user_id;

function open(config: object): Connector {
  const context = { name: "docs", log: () => undefined, now: () => 0 };
  return firestoreConnector.open(firestoreConnector.config.parse(config), context);
}

for (const { title, server } of servers) {
  describe.skipIf("skipped" in server)(`writes to ${suiteTitle(title, server)}`, () => {
    let place: FirestorePlace;
    let connector: Connector;
    beforeEach(() => {
      place = makeFirestorePlace(server.url);
      connector = open(place.config);
    });
    afterEach(async () => {
      await connector.close();
      await place[Symbol.asyncDispose]();
    });

    const write = async (...records: DeliveryRecord[]) =>
      await connector.write(makeBatch(records), { signal });
    const pathOf = (type: string, id: string) => `${place.root}/2022-03-16/${type}/${id}`;
    /** Every document by its path. */
    async function stored(): Promise<Record<string, unknown>> {
      return Object.fromEntries((await place.documents()).map((found) => [found.ref.path, found.data()]));
    }
    /** The same item with other facts, as another key or a moved start give. */
    const like = (record: DeliveryRecord, changes: Partial<DeliveryRecord>) => ({ ...record, ...changes });

    it("lays out items, athletes and events as Terra does", async () => {
      const activity = makeRecord({ item: 0 });
      const athlete = makeRecord({ item: 0, type: "athlete" });
      const auth = makeRecord({ item: 0, type: "auth" });
      expect(await write(activity, athlete, auth)).toEqual([]);
      const { id, key, revision, user, startTime } = activity;
      const cameAt = new Date(auth.receivedAtMs).toISOString();
      expect(await stored()).toEqual({
        [pathOf("activity", `${userId}-${startTime}.json`)]: {
          ...(activity.item() as object),
          user,
          musette: { id, key, revision },
        },
        [pathOf("athlete", `${userId}.json`)]: expect.objectContaining({ first_name: "Ada", user }),
        [pathOf("user_events", `${userId}-${cameAt}.json`)]: expect.objectContaining({ type: "auth", user }),
      });
    });

    it("lets no user id out of its collection", async () => {
      const record = makeRecord({ item: 0 });
      const odd = ["../../x", "__x__", "a/b", "é"].map((user_id, item) =>
        like(makeRecord({ item }), { user: { ...record.user, user_id }, startTime: "2026-01-01" }),
      );
      expect(await write(...odd)).toEqual([]);
      expect(Object.keys(await stored())).toEqual(
        [
          pathOf("activity", "..%2F..%2Fx-2026-01-01.json"),
          pathOf("activity", "%C3%A9-2026-01-01.json"),
          pathOf("activity", "__x__-2026-01-01.json"),
          pathOf("activity", "a%2Fb-2026-01-01.json"),
        ].sort(),
      );
    });

    it("gives a second item of the same user and start a name of its own, and finds it again", async () => {
      const first = makeRecord({ item: 0 });
      const second = like(makeRecord({ item: 1 }), { startTime: first.startTime });
      await write(first, second);
      await write(second, first);
      await write(like(second, { revision: second.revision + 1 }));
      const names = Object.keys(await stored());
      expect(names).toHaveLength(2);
      expect(names).toContain(pathOf("activity", `${userId}-${first.startTime}.json`));
      expect(Object.values(await stored())).toMatchObject([
        { musette: { key: first.key, revision: first.revision } },
        { musette: { key: second.key, revision: second.revision + 1 } },
      ]);
    });

    it("loses none of such items when many writers meet", async () => {
      const records = makeRecords(0, 4).map((record) => like(record, { startTime: "2026-01-01T00:00:00Z" }));
      let waiting = records.flatMap((record) => [record, record]);
      for (let round = 0; round < 4 && waiting.length > 0; round += 1) {
        const failures = (await Promise.all(waiting.map((record) => write(record)))).flat();
        expect(failures.filter(({ code }) => code !== "conflict")).toEqual([]);
        waiting = records.filter(({ id }) => failures.some((failure) => failure.id === id));
      }
      const held = (await place.documents()).map((found) => String(found.get("musette.key")));
      expect(held.sort()).toEqual(records.map(({ key }) => key).sort());
    });

    it("keeps one copy of an item whose start has moved", async () => {
      const before = makeRecord({ item: 0, type: "sleep" });
      const newer = makeRecord({ item: 0, type: "sleep", revision: before.revision + 1 });
      const after = like(newer, { startTime: "2026-01-01T05:00:00Z" });
      for (const record of [before, after, before]) await write(record);
      expect(Object.values(await stored())).toMatchObject([
        { musette: { id: after.id, revision: after.revision } },
      ]);
    });

    it("takes over the document that Terra wrote", async () => {
      const record = makeRecord({ item: 0 });
      const path = pathOf("activity", `${userId}-${record.startTime}.json`);
      await place.reader.doc(path).set({ metadata: { old: true } });
      expect(await write(record)).toEqual([]);
      expect(await stored()).toMatchObject({ [path]: { musette: { key: record.key } } });
    });

    it("keeps a long activity whole, beside the fields that fit", async () => {
      const samples = Array.from({ length: 30_000 }, (_, second) => ({ timer: second, bpm: 120 }));
      const record = makeRecord({ item: 0, value: JSON.stringify({ avg: 120, samples }) });
      expect(await write(record, makeRecord({ item: 1 }))).toEqual([]);
      const found = (await place.documents()).find((document) => document.get("musette.id") === record.id);
      expect(found?.get("conformance.value")).toEqual({ avg: 120 });
      expect(found?.get("distance_data.summary.distance_meters")).toBe(10_000.25);
      expect(gunzipSync(found?.get("musette.json_gzip") as Uint8Array).toString()).toBe(record.json());
    });

    it("says which items are too large in any form, and writes the others", async () => {
      const noise = JSON.stringify(randomBytes(1_200_000).toString("base64"));
      const large = makeRecord({ item: 0, value: noise });
      expect(await write(large, makeRecord({ item: 1 }))).toMatchObject([
        { id: large.id, code: "too_large" },
      ]);
      expect(await place.documents()).toHaveLength(1);
    });

    it("changes what Firestore cannot hold, and keeps the item beside it", async () => {
      const value = String.raw`{"pairs": [[1, 2]], "": 1, "__x__": -0, "big": 9007199254740993}`;
      const record = makeRecord({ item: 0, value });
      expect(await write(record)).toEqual([]);
      const [found] = await place.documents();
      expect(found?.get("conformance")).toMatchObject({
        value: { pairs: ["[1,2]"], "%": 1, "%5F_x__": -0, big: 9_007_199_254_740_992 },
      });
      expect(gunzipSync(found?.get("musette.json_gzip") as Uint8Array).toString()).toBe(record.json());
    });
  });
}

describe("without usable credentials", () => {
  it.each([
    ["a file that is not there", { credentials_file: "/nowhere/key.json" }],
    ["a file that is not JSON", { credentials_file: import.meta.filename }],
  ])("reports %s, every time", async (_, keys) => {
    const connector = open({ project_id: "health", ...keys });
    for (let attempt = 0; attempt < 2; attempt += 1)
      await expect(connector.check({ signal })).rejects.toMatchObject({ code: "unauthorized" });
    await connector.close();
  });
});
