import type { Connector, DeliveryRecord } from "@musette/core";
import { ensureSupabase, makeBatch, makeRecord, suiteTitle } from "@musette/testing";
import type { SupabaseProject } from "@musette/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { supabaseConnector } from "./index.ts";
import { installSchema, makePlace } from "./testing/place.ts";
import type { Place } from "./testing/place.ts";

const { signal } = new AbortController();
const supabase = await ensureSupabase();

describe.skipIf("skipped" in supabase)(`Supabase: ${suiteTitle("tables", supabase)}`, () => {
  if ("skipped" in supabase) return;
  let project: SupabaseProject;
  let place: Place;
  beforeAll(async () => {
    project = await supabase.start();
    await installSchema(project);
  });
  afterAll(async () => await project[Symbol.asyncDispose]());
  beforeEach(async () => {
    place = await makePlace(project);
  });
  afterEach(async () => await place[Symbol.asyncDispose]());

  function open(more: object = {}): Connector {
    const config = supabaseConnector.config.parse({ ...place.config, ...more });
    return supabaseConnector.open(config, { name: "health", log: () => undefined, now: () => 0 });
  }
  async function write(...records: readonly DeliveryRecord[]): Promise<void> {
    expect(await open().write(makeBatch(records), { signal })).toEqual([]);
  }

  test("writes an activity as a typed row, its payload, and its user", async () => {
    const record = makeRecord({ item: 1 });
    await write(record);
    expect(await place.rows("terra_activities")).toMatchObject([
      {
        event_key: record.key,
        distance_meters: 10_001.25,
        type: 18,
        avg_watts: null,
        start_time: record.startTime,
        duration_seconds: 1800,
        event_id: record.id,
        revision: record.revision,
      },
    ]);
    expect(await place.rows("terra_data_payloads")).toMatchObject([
      { event_key: record.key, payload_id: record.id, data_type: "activity", payload: record.json() },
    ]);
    expect(await place.rows("terra_users")).toMatchObject([
      { user_id: record.user.user_id, reference_id: "conformance", state: "active" },
    ]);
  });

  test("keeps one row of a user up to date, whatever the order of its events", async () => {
    const user = { user_id: "user-1", provider: "PELOTON", reference_id: "ada" };
    const event = (type: string, revision: number) => ({
      ...makeRecord({ item: revision, type, revision }),
      user,
    });
    await write(event("deauth", 50));
    await write(event("auth", 40));
    const later = { user_id: "user-1", provider: "IFIT", created_at: "2026-01-01T10:00:00.5+01:00" };
    await write({ ...makeRecord({ item: 1, revision: 60 }), user: later }, event("activity", 55));
    await write(event("activity", 45));
    const [row, ...others] = await place.rows("terra_users");
    expect(others).toEqual([]);
    expect(row).toMatchObject({ state: "deauth", provider: "IFIT", reference_id: "ada", revision: 60 });
    expect(Date.parse(String(row?.["created_at"]))).toBe(Date.parse("2026-01-01T09:00:00.500Z"));
  });

  test("takes an event without a user, and names with U+0000", async () => {
    const nobody = { ...makeRecord({ item: 1, type: "auth" }), user: { user_id: "", provider: "PELOTON" } };
    const odd = { ...makeRecord({ item: 2 }), user: { user_id: "a\0b", provider: "PELOTON" } };
    await write(nobody, odd);
    expect(await place.rows("terra_misc_payloads")).toMatchObject([{ user_id: null, payload_type: "auth" }]);
    expect(await place.rows("terra_users")).toMatchObject([{ user_id: "a\uFFFDb" }]);
  });

  test("reads the largest revision back exactly", async () => {
    await write({ ...makeRecord({ item: 1 }), revision: Number.MAX_SAFE_INTEGER });
    expect(await place.rows("terra_data_payloads")).toMatchObject([{ revision: 9_007_199_254_740_991 }]);
  });

  test("keeps quotes, backslashes and statements in the values from becoming statements", async () => {
    const user_id = `'; drop table terra_users; -- \\' " \\`;
    await write({ ...makeRecord({ item: 1 }), user: { user_id, provider: "IFIT" } });
    expect(await place.rows("terra_users")).toMatchObject([{ user_id }]);
  });

  test("says in check and write that a schema is not exposed", async () => {
    const connector = open({ schema: "no_such_schema" });
    const expected = { code: "not_found", context: { code: "PGRST106" } };
    await expect(connector.check({ signal })).rejects.toMatchObject(expected);
    const batch = makeBatch([makeRecord({ item: 1 })]);
    await expect(connector.write(batch, { signal })).rejects.toMatchObject(expected);
  });

  describe.skipIf(!supabase.isOurs)("in a project of its own", () => {
    const run = async (sql: string) => (await project.query?.(sql)) ?? [];

    test("writes all of a batch but the records that a table refuses, each with the reason", async () => {
      const records = Array.from({ length: 8 }, (_, item) => ({
        ...makeRecord({ item }),
        user: { user_id: `user-${item}`, provider: "IFIT" },
      }));
      const refused = [records[2], records[5]].map((record) => `'${record?.key}'`).join();
      await run(`alter table terra_activities add constraint mine check (event_key not in (${refused}))`);
      const failures = await open().write(makeBatch(records), { signal });
      await run("alter table terra_activities drop constraint mine");

      expect(failures).toMatchObject([
        { id: records[2]?.id, code: "rejected", message: expect.stringContaining("23514, constraint mine") },
        { id: records[5]?.id, code: "rejected" },
      ]);
      // What belongs to a refused activity is not written either.
      expect(await place.rows("terra_data_payloads")).toHaveLength(6);
      expect((await place.rows("terra_users")).map((row) => row["user_id"])).not.toContain("user-2");
    });

    test("says what to run where schema.sql was not run", async () => {
      const checking = open({ schema: "empty" }).check({ signal });
      await expect(checking).rejects.toMatchObject({
        code: "not_found",
        message: expect.stringContaining("Run connectors/supabase/schema.sql"),
      });
    });

    test("schema.sql may be run again, and keeps what is stored", async () => {
      await write(makeRecord({ item: 1 }));
      await installSchema(project);
      expect(await place.rows("terra_data_payloads")).toHaveLength(1);
      await open().check({ signal });
    });

    test("deleting a user deletes all that was stored for that user", async () => {
      await write(makeRecord({ item: 1 }), makeRecord({ item: 2, type: "deauth" }));
      await run("delete from terra_users");
      for (const table of ["terra_data_payloads", "terra_misc_payloads", "terra_activities"])
        expect(await place.rows(table)).toEqual([]);
    });

    test("the key that browsers have reads nothing and writes nothing", async () => {
      await write(makeRecord({ item: 1 }));
      const { anonKey } = project;
      const anon = open({ service_key: anonKey });
      await expect(anon.check({ signal })).rejects.toMatchObject({
        code: "unauthorized",
        context: { code: "42501" },
      });
      const batch = makeBatch([makeRecord({ item: 2 })]);
      await expect(anon.write(batch, { signal })).rejects.toMatchObject({ code: "unauthorized" });

      const headers = {
        apikey: `${anonKey}`,
        authorization: `Bearer ${anonKey}`,
        "content-type": "application/json",
      };
      const users = `${project.url}/rest/v1/terra_users`;
      expect(await (await fetch(users, { headers })).json()).toEqual([]);
      const body = JSON.stringify({ user_id: "x", state: "active", revision: 1, state_revision: 1 });
      expect((await fetch(users, { method: "POST", headers, body })).status).toBe(401);
      expect(await place.rows("terra_users")).toHaveLength(1);
    });
  });
});
