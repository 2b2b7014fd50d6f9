import type { DeliveryError } from "@musette/core";
import { describe, expect, test } from "vitest";
import { engines } from "../testing/engines.ts";
import { openConnector } from "../testing/open-connector.ts";
import { makeBatch, makeRecord } from "../testing/record.ts";

const { signal } = new AbortController();

for (const { name, title, makePlace, skipped } of engines) {
  if (name !== "MariaDB") continue;
  describe.skipIf(skipped)(`sql on ${title}`, () => {
    test("finds in a check that it may not make the tables", async () => {
      await using place = await makePlace();
      const { username, pathname } = new URL(place.config.url);
      await place.query(`revoke create on ${pathname.slice(1)}.* from ${username}@'%'`);
      await using connector = openConnector(place.config);
      await expect(connector.check({ signal })).rejects.toMatchObject({ code: "unauthorized" });
    });

    test("finds in a check that it may not write to the tables that are there", async () => {
      await using place = await makePlace();
      await using connector = openConnector(place.config);
      await connector.write(makeBatch(makeRecord()), { signal });
      const { username, pathname } = new URL(place.config.url);
      await place.query(`revoke update on ${pathname.slice(1)}.* from ${username}@'%'`);
      await using other = openConnector(place.config);
      await expect(other.check({ signal })).rejects.toMatchObject({ code: "unauthorized" });
    });

    test("connects again after the server has ended its connections", async () => {
      await using place = await makePlace();
      await using connector = openConnector(place.config);
      await connector.write(makeBatch(makeRecord({ key: "1" })), { signal });
      const { username } = new URL(place.config.url);
      await place.query(`kill connection user '${username}'`);

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
      await place.query(`select 1 from ${place.table("terra_users")} for update`);
      const stop = new AbortController();
      const writing = connector.write(makeBatch(makeRecord({ key: "2" })), { signal: stop.signal });
      const { username } = new URL(place.config.url);
      // The record's own row is written by now, in its transaction; the user's has to wait.
      await expect
        .poll(
          async () =>
            await place.query(
              `select 1 from information_schema.processlist where user = '${username}' and info like '%terra_users%'`,
            ),
        )
        .not.toEqual([]);

      stop.abort(new Error("stopped"));

      await expect(writing).rejects.toThrow("stopped");
      await place.query("rollback");
      expect(await place.query(`select 1 from ${place.table("terra_activities")}`)).toHaveLength(1);
    });

    test("returns a record with a user id that is too long, rather than cutting it, and writes the others", async () => {
      await using place = await makePlace();
      await using connector = openConnector(place.config);
      const user = { user_id: "u".repeat(256), provider: "IFIT" };
      const [long, short] = [makeRecord({ key: "1", user }), makeRecord({ key: "2" })];
      const failures = await connector.write(makeBatch(long, short), { signal });
      expect(failures).toMatchObject([{ id: long.id, code: "rejected" }]);
      expect(await place.query(`select 1 from ${place.table("terra_activities")}`)).toHaveLength(1);
    });

    test("takes a payload of just the server's max_allowed_packet, and returns a larger one", async () => {
      await using place = await makePlace();
      await using connector = openConnector(place.config);
      const [row] = await place.query("select @@max_allowed_packet as bytes");
      const roomBytes = Number(row?.["bytes"]) - 64 * 1024;
      const record = (key: string, bytes: number) => ({ ...makeRecord({ key }), json: () => jsonOf(bytes) });
      const [fitting, larger] = [record("1", roomBytes), record("2", roomBytes + 1)];

      const failures = await connector.write(makeBatch(fitting, larger), { signal });

      expect(failures).toMatchObject([{ id: larger.id, code: "too_large" }]);
      const stored = await place.query(`select event_key from ${place.table("terra_data_payloads")}`);
      expect(stored).toEqual([{ event_key: "1" }]);
    });
  });
}

/** A JSON text that takes so many bytes in a statement: its two quotes are sent as four characters. */
function jsonOf(bytes: number): string {
  return `"${"x".repeat(bytes - 4)}"`;
}
