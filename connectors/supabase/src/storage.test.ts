import { createClient } from "@supabase/supabase-js";
import type { SupabaseClient } from "@supabase/supabase-js";
import type { Connector, DeliveryRecord } from "@musette/core";
import { ensureSupabase, makeBatch, makeRecord, suiteTitle } from "@musette/testing";
import type { SupabaseProject } from "@musette/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { supabaseConnector } from "./index.ts";
import { installSchema, makePlace } from "./testing/place.ts";
import type { Place } from "./testing/place.ts";

const { signal } = new AbortController();
const missing = "no-such-bucket";
const supabase = await ensureSupabase();

describe.skipIf("skipped" in supabase)(`Supabase: ${suiteTitle("tables and a bucket", supabase)}`, () => {
  if ("skipped" in supabase) return;
  let project: SupabaseProject;
  let storage: SupabaseClient["storage"];
  let place: Place;
  beforeAll(async () => {
    project = await supabase.start();
    await installSchema(project);
    ({ storage } = createClient(project.url, project.serviceKey, { auth: { persistSession: false } }));
  });
  afterAll(async () => await project[Symbol.asyncDispose]());
  beforeEach(async () => {
    place = await makePlace(project, { withBucket: true });
  });
  afterEach(async () => await place[Symbol.asyncDispose]());

  function open(more: object = {}): Connector {
    const config = supabaseConnector.config.parse({ ...place.config, ...more });
    return supabaseConnector.open(config, { name: "health", log: () => undefined, now: () => 0 });
  }
  const write = async (...records: readonly DeliveryRecord[]) =>
    await open().write(makeBatch(records), { signal });

  test("stores the payload under Terra's path, and in the row where it is", async () => {
    const record = makeRecord({ item: 1 });
    const path = `2022-03-16/activity/${record.user.user_id}-${record.startTime}.json`;
    expect(await write(record)).toEqual([]);
    expect([...(await place.objects())]).toEqual([[path, record.json()]]);
    expect(await place.rows("terra_data_payloads")).toMatchObject([{ payload: null, payload_path: path }]);
    expect(await place.rows("terra_activities")).toHaveLength(1);
    const { data } = await storage.from(place.config.bucket ?? "").info(path);
    expect(data).toMatchObject({ contentType: "application/json", size: record.json().length });
  });

  test("two items that come to the same path are two objects", async () => {
    const one = makeRecord({ item: 1 });
    const other = { ...makeRecord({ item: 1, value: "2" }), key: `${one.key}-other` };
    expect(await write(one, other)).toEqual([]);
    const rows = await place.rows("terra_data_payloads");
    const objects = await place.objects();
    const read = (record: DeliveryRecord) =>
      objects.get(String(rows.find((row) => row["event_key"] === record.key)?.["payload_path"]));
    expect([read(one), read(other)]).toEqual([one.json(), other.json()]);
  });

  test("a user id cannot leave its folder", async () => {
    const user = { user_id: "../../other/é", provider: "IFIT" };
    expect(await write({ ...makeRecord({ item: 1 }), user })).toEqual([]);
    const [name = ""] = [...(await place.objects()).keys()];
    expect(name).toMatch(/^2022-03-16\/activity\/\.\.=2F\.\.=2Fother=2F=C3=A9-/);
  });

  test("what is too large for the bucket is returned, and the rest is stored", async () => {
    await storage.createBucket("musette-test-small", { public: false, fileSizeLimit: 1_000 });
    const [small, large] = [makeRecord({ item: 1 }), makeRecord({ item: 2, bytes: 2_000 })];
    const failures = await open({ bucket: "musette-test-small" }).write(makeBatch([large, small]), {
      signal,
    });
    expect(failures).toMatchObject([{ id: large.id, code: "too_large" }]);
    expect(await place.rows("terra_data_payloads")).toMatchObject([{ event_key: small.key }]);
    await storage.emptyBucket("musette-test-small");
    await storage.deleteBucket("musette-test-small");
  });

  test("a bucket that is not there is not found, by check and by write, and no row is written", async () => {
    const connector = open({ bucket: missing });
    const expected = { code: "not_found", message: expect.stringContaining(`bucket "${missing}"`) };
    await expect(connector.check({ signal })).rejects.toMatchObject(expected);
    const batch = makeBatch([makeRecord({ item: 1 }), makeRecord({ item: 2 })]);
    await expect(connector.write(batch, { signal })).rejects.toMatchObject(expected);
    expect(await place.rows("terra_data_payloads")).toEqual([]);
  });

  test("an older revision replaces neither the object nor the row", async () => {
    const [older, newer] = [1, 2].map((revision) => makeRecord({ item: 1, revision }));
    expect(await write(newer as DeliveryRecord)).toEqual([]);
    expect(await write(older as DeliveryRecord)).toEqual([]);
    expect([...(await place.objects()).values()]).toEqual([newer?.json()]);
    expect(await place.readBack()).toMatchObject([{ id: newer?.id, revision: 2 }]);
  });

  // What the storage service of the tests was calibrated on; on a real project this shows whether it still holds.
  test.each([
    ["an object that is there", async () => await upload("there.json"), "409"],
    ["an object without a bucket", async () => await storage.from(missing).upload("a", "b"), "404"],
    ["a name with a percent sign", async () => await upload("100%25.json"), "400"],
    ["an object that is not there", async () => await bucket().download("no.json"), "404"],
    ["a bucket that is there", async () => await storage.createBucket(place.config.bucket ?? ""), "409"],
  ])("Storage refuses %s", async (_, attempt, statusCode) => {
    await upload("there.json");
    const { error } = await attempt();
    expect(error).toMatchObject({ status: 400, statusCode });
  });
  const bucket = () => storage.from(place.config.bucket ?? "");
  const upload = async (name: string) =>
    await bucket().upload(name, "{}", { contentType: "application/json" });
});
