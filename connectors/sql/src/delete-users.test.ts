import { DeliveryError } from "@musette/core";
import type { Connector, DeliveryRecord } from "@musette/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openConnector } from "./testing/open-connector.ts";
import { engines } from "./testing/engines.ts";
import type { Place } from "./testing/place.ts";
import { makeBatch, makeRecord } from "./testing/record.ts";

const { signal } = new AbortController();
const user = { user_id: "a-1", provider: "PELOTON", reference_id: "ada@example.com" };
const other = { user_id: "a-1-2", provider: "PELOTON", reference_id: "bob@example.com" };
const item = { power_data: { power_samples: [{ watts: 100 }, { watts: 110 }] } };
const leave = makeRecord({ type: "user.delete", key: "leave", user, revision: 50, item: { user } });
const tables = ["activities", "data_payloads", "other_payloads", "users", "samples"];

for (const { title, makePlace, skipped } of engines) {
  describe.skipIf(skipped)(`sql deletes users on ${title}`, () => {
    let place: Place;
    beforeEach(async () => {
      place = await makePlace();
    });
    afterEach(async () => await place[Symbol.asyncDispose]());

    const open = (more: object = {}) =>
      openConnector({ ...place.config, samples_table: true, on_user_delete: "delete", ...more });
    const write = async (connector: Connector, ...records: readonly DeliveryRecord[]) =>
      expect(await connector.write(makeBatch(...records), { signal })).toEqual([]);
    async function everything() {
      const found: Record<string, readonly Readonly<Record<string, unknown>>[]> = {};
      for (const name of tables)
        found[name] = await place.query(`select * from ${place.table(`terra_${name}`)}`);
      return found;
    }

    test("in every table, also the samples that are not written any more", async () => {
      const ofUser = [
        makeRecord({ key: "1", user, revision: 40, item }),
        makeRecord({ key: "2", user, revision: 50, type: "deauth" }),
      ];
      const ofOther = makeRecord({ key: "3", user: other, revision: 40, item });
      {
        await using connector = open();
        await write(connector, ...ofUser, ofOther);
      }
      await using later = open({ samples_table: false });
      await write(later, leave);

      const { activities, data_payloads, other_payloads, users, samples } = await everything();
      expect([activities, data_payloads].map((rows) => rows?.map((row) => row["event_key"]))).toEqual([
        ["3"],
        ["3"],
      ]);
      expect(samples?.map((row) => row["event_key"])).toEqual(["3", "3"]);
      expect(users).toMatchObject([{ user_id: "a-1-2", reference_id: "bob@example.com" }]);
      expect(other_payloads).toMatchObject([
        { user_id: "a-1", payload_type: "user.delete", payload_id: leave.id },
      ]);
      const texts = other_payloads?.flatMap((row) =>
        Object.values(row).map((value) => JSON.stringify(String(value))),
      );
      expect(texts?.join()).not.toContain("ada@example.com");
    });

    test("and not what they have since they connected again", async () => {
      await using connector = open();
      await write(connector, makeRecord({ key: "1", user, revision: 40, item }));
      await write(connector, leave);
      await write(connector, makeRecord({ key: "1", user, revision: 60, item }));
      await write(connector, makeRecord({ key: "2", user, revision: 45, item }), leave);
      const { activities, users, samples } = await everything();
      expect(activities?.map((row) => row["event_key"])).toEqual(["1"]);
      expect(samples).toHaveLength(2);
      expect(users).toMatchObject([{ user_id: "a-1", reference_id: "ada@example.com" }]);
    });

    test("also when older events are written at the same moment", async () => {
      await using first = open();
      await using second = open();
      await write(first, makeRecord({ key: "0", user: other }));
      for (let round = 0; round < 8; round += 1) {
        const revision = 100 * (round + 1);
        const late = [1, 2, 3].map((index) =>
          makeRecord({ key: `late-${index}`, user, revision: revision - index, item }),
        );
        const gone = makeRecord({ type: "user.delete", key: "leave", user, revision });
        await Promise.all([
          writeDespiteConflicts(first, ...late),
          writeDespiteConflicts(second, gone),
          writeDespiteConflicts(first, makeRecord({ key: "late-4", user, revision: revision - 4 })),
        ]);
        const { activities, data_payloads, users } = await everything();
        expect([activities, data_payloads, users].map((rows) => rows?.length)).toEqual([1, 1, 1]);
      }
    });

    test("only where it is told to", async () => {
      await using connector = open({ on_user_delete: "keep" });
      await write(connector, makeRecord({ key: "1", user, revision: 40, item }), leave);
      const { activities, users, other_payloads } = await everything();
      expect([activities, users, other_payloads].map((rows) => rows?.length)).toEqual([1, 1, 1]);
    });

    test("and check leaves nothing behind", async () => {
      await using connector = open();
      await write(connector, makeRecord({ key: "1", user, revision: 40, item }));
      const before = await everything();
      await connector.check({ signal });
      expect(await everything()).toEqual(before);
    });
  });
}

async function writeDespiteConflicts(connector: Connector, ...records: readonly DeliveryRecord[]) {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    try {
      expect(await connector.write(makeBatch(...records), { signal })).toEqual([]);
      return;
    } catch (error) {
      if (!DeliveryError.is(error) || error.code !== "conflict") throw error;
    }
  }
  throw new Error("still in conflict");
}
