import type { DeliveryError } from "@musette/core";
import { describe, expect, test } from "vitest";
import { engines } from "../testing/engines.ts";
import { openConnector } from "../testing/open-connector.ts";
import { makeBatch, makeRecord } from "../testing/record.ts";

const { signal } = new AbortController();

for (const { name, title, makePlace, skipped } of engines) {
  if (name !== "PostgreSQL") continue;
  describe.skipIf(skipped)(`sql on ${title}`, () => {
    test("needs no right to create once the tables are there", async () => {
      await using place = await makePlace();
      await using first = openConnector(place.config);
      await first.write(makeBatch(makeRecord({ key: "1" })), { signal });
      const role = new URL(place.config.url).username;
      await place.query(
        `revoke create on database ${new URL(place.config.url).pathname.slice(1)} from ${role}`,
      );
      await place.query(`revoke create on schema ${place.config.schema} from ${role}`);

      await using second = openConnector(place.config);
      await second.check({ signal });
      expect(await second.write(makeBatch(makeRecord({ key: "2" })), { signal })).toEqual([]);
    });

    test("finds in a check that it may not make the schema", async () => {
      await using place = await makePlace();
      const role = new URL(place.config.url).username;
      await place.query(
        `revoke create on database ${new URL(place.config.url).pathname.slice(1)} from ${role}`,
      );
      await using connector = openConnector(place.config);
      await expect(connector.check({ signal })).rejects.toMatchObject({
        code: "unauthorized",
        message: expect.stringContaining("SQLSTATE 42501"),
      });
    });

    test("connects again after the server has ended its connections", async () => {
      await using place = await makePlace();
      await using connector = openConnector(place.config);
      await connector.write(makeBatch(makeRecord({ key: "1" })), { signal });
      await place.query(
        // It waits until they have ended; the signal alone may be late, and end the third write.
        `select pg_terminate_backend(pid, 10000) from pg_stat_activity where usename = '${new URL(place.config.url).username}'`,
      );

      // Whether the loss is noticed before or during the write is up to the network.
      const second = connector.write(makeBatch(makeRecord({ key: "2" })), { signal });
      const outcome = await second.then(
        () => "written",
        (error: DeliveryError) => error.code,
      );
      expect(["written", "unavailable"]).toContain(outcome);
      await connector.write(makeBatch(makeRecord({ key: "2" })), { signal });
      expect(await place.query(`select 1 from ${place.table("terra_activities")}`)).toHaveLength(2);
    });

    test("stops at once when it is told to while it waits for a lock, and has written nothing", async () => {
      await using place = await makePlace();
      await using connector = openConnector(place.config);
      await connector.write(makeBatch(makeRecord({ key: "1" })), { signal });
      await place.query("begin");
      await place.query(`lock table ${place.table("terra_users")} in exclusive mode`);
      const stop = new AbortController();
      const writing = connector.write(makeBatch(makeRecord({ key: "2" })), { signal: stop.signal });
      // The record's own row is written by now, in its transaction; the user's has to wait.
      await expect
        .poll(
          async () => await place.query("select 1 from pg_locks where not granted and locktype = 'relation'"),
        )
        .not.toEqual([]);

      stop.abort(new Error("stopped"));

      await expect(writing).rejects.toThrow("stopped");
      await place.query("rollback");
      expect(await place.query(`select 1 from ${place.table("terra_activities")}`)).toHaveLength(1);
    });

    test("returns a record whose key is too long for the index, and writes the others", async () => {
      await using place = await makePlace();
      await using connector = openConnector(place.config);
      // Random, because PostgreSQL compresses the entries of an index.
      const key = Array.from({ length: 9_000 }, (_, index) => ((index * 7919) % 9_973).toString(36)).join("");
      const [long, short] = [makeRecord({ key }), makeRecord({ key: "2" })];

      const failures = await connector.write(makeBatch(long, short), { signal });

      expect(failures).toMatchObject([{ id: long.id, code: "too_large" }]);
      expect(await place.query(`select 1 from ${place.table("terra_activities")}`)).toHaveLength(1);
    });

    test("compresses payloads with lz4 where the server can", async () => {
      await using place = await makePlace();
      await using connector = openConnector(place.config);
      await connector.write(makeBatch(makeRecord()), { signal });
      const [able] = await place.query(
        "select 'lz4' = any(enumvals) as able from pg_settings where name = 'default_toast_compression'",
      );
      const [column] = await place.query(
        `select attcompression as method from pg_attribute
         where attrelid = '${place.table("terra_data_payloads")}'::regclass and attname = 'payload'`,
      );
      expect(column?.["method"]).toBe(able?.["able"] === true ? "l" : "");
    });
  });
}
