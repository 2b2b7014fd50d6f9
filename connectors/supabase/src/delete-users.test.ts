import type { DeliveryRecord } from "@musette/core";
import { ensureSupabase, makeBatch, makeRecord, makeRecords, suiteTitle } from "@musette/testing";
import type { SupabaseProject } from "@musette/testing";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { supabaseConnector } from "./index.ts";
import { installSchema, makePlace } from "./testing/place.ts";
import type { Place } from "./testing/place.ts";

const { signal } = new AbortController();
const supabase = await ensureSupabase();
const tables = ["terra_users", "terra_data_payloads", "terra_misc_payloads", "terra_activities"];
const leave = makeRecord({ item: 0, type: "user.delete", userId: "a-1", revision: 500 });

describe.skipIf("skipped" in supabase)(`Supabase: ${suiteTitle("deleting users", supabase)}`, () => {
  if ("skipped" in supabase) return;
  let project: SupabaseProject;
  let place: Place;
  beforeAll(async () => {
    project = await supabase.start();
    await installSchema(project);
  });
  afterAll(async () => await project[Symbol.asyncDispose]());
  afterEach(async () => await place[Symbol.asyncDispose]());

  function open(more: object = {}) {
    const config = { ...place.config, on_user_delete: "delete", ...more };
    const context = { name: "health", log: () => undefined, now: () => 0 };
    return supabaseConnector.open(supabaseConnector.config.parse(config), context);
  }
  async function write(...records: readonly DeliveryRecord[]): Promise<void> {
    expect(await open().write(makeBatch(records), { signal })).toEqual([]);
  }
  async function usersIn(table: string) {
    return (await place.rows(table)).map((row) => row["user_id"]);
  }

  describe.each([false, true])("with a bucket: %s", (withBucket) => {
    beforeEach(async () => {
      place = await makePlace(project, { withBucket });
    });

    test("deletes rows and objects of the user alone, and keeps no word about the person", async () => {
      const theirs = makeRecords(0, 3, { userId: "a-1", revision: 100 });
      const others = makeRecords(0, 2, { userId: "a-1-2", revision: 100 });
      await write(
        ...theirs,
        ...others,
        makeRecord({ item: 0, type: "athlete", userId: "a-1", revision: 100 }),
      );
      await write(leave);
      await write(...theirs);

      expect(await usersIn("terra_users")).toEqual(["a-1-2"]);
      expect(await usersIn("terra_activities")).toEqual(["a-1-2", "a-1-2"]);
      expect(await usersIn("terra_data_payloads")).toEqual(["a-1-2", "a-1-2"]);
      const [row, ...more] = await place.rows("terra_misc_payloads");
      expect(more).toEqual([]);
      expect(row).toMatchObject({ user_id: null, payload_type: "user.delete", payload_id: leave.id });

      const objects = await place.objects();
      const names = withBucket
        ? others.map(({ startTime }) => `2022-03-16/activity/a-1-2-${startTime}.json`)
        : [];
      expect([...objects.keys()]).toEqual(withBucket ? [...names, "2022-03-16/user.delete/a-1.json"] : []);
      const kept = JSON.stringify([row, objects.get("2022-03-16/user.delete/a-1.json")]);
      expect(kept).not.toContain(leave.user.reference_id);
    });

    test("also when older events are written at the same moment", async () => {
      for (let round = 1; round <= 4; round += 1) {
        const revision = 1000 * round;
        const late = makeRecords(0, 4, { userId: "a-1", revision: revision - 1 });
        const gone = makeRecord({ item: 0, type: "user.delete", userId: "a-1", revision });
        await Promise.all([write(...late), write(gone), write(...late.slice(2))]);
        expect(await usersIn("terra_activities")).toEqual([]);
        expect(await usersIn("terra_users")).toEqual([]);
        expect([...(await place.objects()).keys()].filter((name) => name.includes("activity"))).toEqual([]);
      }
    });
  });

  describe.skipIf(!supabase.isOurs)("without what on-user-delete.sql gives", () => {
    beforeEach(async () => {
      place = await makePlace(project);
    });

    test("check misses the right to delete, where it is to be used", async () => {
      for (const table of tables) await project.query?.(`revoke delete on ${table} from service_role`);
      try {
        await expect(open().check({ signal })).rejects.toMatchObject({ code: "unauthorized" });
        await open({ on_user_delete: "keep" }).check({ signal });
      } finally {
        for (const table of tables) await project.query?.(`grant delete on ${table} to service_role`);
      }
      await open().check({ signal });
    });
  });
});
