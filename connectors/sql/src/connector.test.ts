import type { Connector } from "@musette/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sqlConnector } from "./index.ts";
import { engines } from "./testing/engines.ts";
import type { Place } from "./testing/place.ts";
import { makeBatch, makeRecord } from "./testing/record.ts";

const { signal } = new AbortController();
const context = { name: "warehouse", log: () => undefined, now: () => 0 };

for (const { title, makePlace, skipped } of engines) {
  describe.skipIf(skipped)(`sql on ${title}`, () => {
    let place: Place;
    let opened: Connector[] = [];

    beforeEach(async () => {
      place = await makePlace();
    });
    afterEach(async () => {
      await Promise.all(opened.splice(0).map(async (connector) => await connector.close()));
      await place[Symbol.asyncDispose]();
    });

    function open(more: object = {}): Connector {
      const connector = sqlConnector.open(sqlConnector.config.parse({ ...place.config, ...more }), context);
      opened.push(connector);
      return connector;
    }
    async function rows(table: string, order = "1") {
      return await place.query(`select * from ${place.table(table)} order by ${order}`);
    }

    test("writes an activity as a typed row that a question can be asked of", async () => {
      const item = {
        metadata: { name: "30 min Ride 🚴", type: 18 },
        distance_data: { summary: { distance_meters: 15_288.7 } },
        work_data: { work_kilojoules: 389.36 },
      };
      await open().write(makeBatch(makeRecord({ item })), { signal });

      const [row] = await place.query(
        `select name, type + 0 as type, distance_meters, work_kilojoules, avg_hr_bpm, start_time_utc
         from ${place.table("terra_activities")} where distance_meters > 15000`,
      );

      expect(row).toMatchObject({
        name: "30 min Ride 🚴",
        distance_meters: 15_288.7,
        work_kilojoules: 389.36,
      });
      expect(row).toMatchObject({ avg_hr_bpm: null });
      expect(Number(row?.["type"])).toBe(18);
      const start = row?.["start_time_utc"];
      expect(start instanceof Date ? start.getTime() : Date.parse(String(start))).toBe(
        Date.parse("2026-03-01T17:00:00.250Z"),
      );
    });

    test("keeps one row of a user up to date, whatever the order of its events", async () => {
      const user = { user_id: "user-1", provider: "PELOTON", reference_id: "ada" };
      const connector = open();
      await connector.write(makeBatch(makeRecord({ type: "deauth", key: "2", user, revision: 50 })), {
        signal,
      });
      await connector.write(makeBatch(makeRecord({ type: "auth", key: "1", user, revision: 40 })), {
        signal,
      });
      const later = { user_id: "user-1", provider: "IFIT" };
      await connector.write(makeBatch(makeRecord({ user: later, revision: 60 })), { signal });

      const [row, ...others] = await rows("terra_users");
      expect(others).toEqual([]);
      expect(row).toMatchObject({ state: "deauth", provider: "IFIT", reference_id: "ada" });
      expect([Number(row?.["state_revision"]), Number(row?.["revision"])]).toEqual([50, 60]);
    });

    test("tells users apart that differ only in case, in a trailing space or in an accent", async () => {
      const ids = ["me", "Me", "me ", "mé"];
      const records = ids.map((user_id) =>
        makeRecord({ key: encodeURIComponent(user_id), user: { user_id, provider: "IFIT" } }),
      );
      expect(await open().write(makeBatch(...records), { signal })).toEqual([]);
      const stored = (await rows("terra_users")).map((row) => row["user_id"]);
      expect(new Set(stored)).toEqual(new Set(ids));
    });

    test("reads the largest revision back exactly", async () => {
      const record = makeRecord({ revision: Number.MAX_SAFE_INTEGER });
      await open().write(makeBatch(record), { signal });
      const [row] = await place.query(
        `select cast(revision as char(20)) as revision from ${place.table("terra_data_payloads")}`,
      );
      expect(String(row?.["revision"]).trim()).toBe("9007199254740991");
    });

    test("keeps quotes, backslashes and statements in the values from becoming statements", async () => {
      const name = `'; drop table terra_users; -- \\' " \\`;
      await open().write(makeBatch(makeRecord({ item: { metadata: { name } } })), { signal });
      expect(await rows("terra_activities")).toMatchObject([{ name }]);
      expect(await rows("terra_users")).toHaveLength(1);
    });

    test("replaces U+0000 in names where the engine cannot hold it, and never in the payload", async () => {
      const item = { metadata: { name: "a\0b" } };
      expect(await open().write(makeBatch(makeRecord({ item })), { signal })).toEqual([]);
      expect(["a\0b", "a\uFFFDb"]).toContain((await rows("terra_activities"))[0]?.["name"]);
      const [row] = await place.query(
        `select ${place.payloadText} as payload from ${place.table("terra_data_payloads")}`,
      );
      expect(row?.["payload"]).toBe(JSON.stringify(item));
    });

    test("replaces the samples of an activity together with it, and not by an older one", async () => {
      const connector = open({ samples_table: true });
      const watts = (...values: readonly number[]) => ({
        power_data: {
          power_samples: values.map((value, index) => ({ watts: value, timer_duration_seconds: index })),
        },
      });
      await connector.write(makeBatch(makeRecord({ item: watts(100, 110, 120), revision: 1 })), { signal });
      await connector.write(makeBatch(makeRecord({ item: watts(200, 210), revision: 3 })), { signal });
      await connector.write(makeBatch(makeRecord({ item: watts(150), revision: 2 })), { signal });
      await connector.write(makeBatch(makeRecord({ item: watts(200, 210), revision: 3 })), { signal });

      const samples = await rows("terra_samples", "sample_index");
      expect(samples.map(({ t_seconds, value }) => [t_seconds, value])).toEqual([
        [0, 200],
        [1, 210],
      ]);
    });

    test("takes more samples than one statement has room for", async () => {
      const power_samples = Array.from({ length: 12_000 }, (_, index) => ({ watts: index }));
      await open({ samples_table: true }).write(
        makeBatch(makeRecord({ item: { power_data: { power_samples } } })),
        {
          signal,
        },
      );
      const [row] = await place.query(
        `select count(*) as count, max(value) as most from ${place.table("terra_samples")}`,
      );
      expect([Number(row?.["count"]), row?.["most"]]).toEqual([12_000, 11_999]);
    });

    test("makes the samples table when it is asked for later", async () => {
      await open().write(makeBatch(makeRecord()), { signal });
      expect(await place.tables()).not.toContain("terra_samples");
      await open({ samples_table: true }).write(makeBatch(makeRecord()), { signal });
      expect(await place.tables()).toContain("terra_samples");
    });

    test("makes the tables once when several start at the same moment", async () => {
      const records = ["a", "b", "c", "d"].map((key) => makeRecord({ key }));
      await Promise.all(records.map(async (record) => await open().write(makeBatch(record), { signal })));
      expect(await rows("terra_data_payloads")).toHaveLength(4);
      expect(await rows("terra_musette_migrations")).toHaveLength(2);
    });

    test("names its tables by the prefix", async () => {
      await open({ table_prefix: "fitness_" }).write(makeBatch(makeRecord()), { signal });
      const tables = (await place.tables()).filter((name) => !name.startsWith("("));
      expect(tables).toEqual(
        ["activities", "data_payloads", "musette_migrations", "other_payloads", "users"].map(
          (name) => `fitness_${name}`,
        ),
      );
    });

    test("writes all of a batch but the records that a table refuses, each with the reason", async () => {
      const connector = open();
      await connector.write(makeBatch(makeRecord({ key: "first" })), { signal });
      await place.refuseKeys("terra_activities", ["3", "4", "9"]);
      const records = Array.from({ length: 12 }, (_, index) =>
        makeRecord({ key: String(index), user: { user_id: `user-${index}`, provider: "IFIT" } }),
      );

      const failures = await connector.write(makeBatch(...records), { signal });

      expect(failures.map(({ id }) => id)).toEqual([records[3]?.id, records[4]?.id, records[9]?.id]);
      expect(failures.map(({ code }) => code)).toEqual(["rejected", "rejected", "rejected"]);
      expect(await rows("terra_activities")).toHaveLength(10);
      // What belongs to a refused activity is not written either.
      expect(await rows("terra_data_payloads")).toHaveLength(10);
      expect((await rows("terra_users")).map((row) => row["user_id"])).not.toContain("user-3");
    });

    test("makes the tables again when somebody has dropped them all", async () => {
      const connector = open();
      await connector.write(makeBatch(makeRecord()), { signal });
      for (const table of await place.tables()) {
        if (table.startsWith("terra_")) await place.query(`drop table ${place.table(table)}`);
      }
      await expect(connector.write(makeBatch(makeRecord()), { signal })).rejects.toMatchObject({
        code: "not_found",
      });
      expect(await connector.write(makeBatch(makeRecord()), { signal })).toEqual([]);
    });
  });
}
