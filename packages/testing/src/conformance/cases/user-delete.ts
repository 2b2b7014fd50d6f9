import assert from "node:assert/strict";
import type { DeliveryRecord } from "@musette/core";
import { seededRandom } from "../../samples/random.ts";
import { assertHolds } from "../assert-holds.ts";
import type { Bench, ConformanceCase } from "../conformance-case.ts";
import { deletedAt, deletionBatch, leavingUser, stayingUsers } from "../deletion-batch.ts";
import { makeRecord, makeRecords } from "../records.ts";
import { runChild } from "../run-child.ts";
import type { StoredRecord } from "../target.ts";

const types = ["activity", "athlete", "body", "daily", "sleep", "nutrition", "menstruation", "auth"];
const rounds = 3;
const mostRecords = 30;

const deletion = makeRecord({ item: 0, type: "user.delete", userId: leavingUser, revision: 500 });

/** What connectors do that declare `deletesUsers`, when their config has `on_user_delete: delete`. */
export const userDeleteCases: readonly ConformanceCase[] = [
  {
    name: "has the config key on_user_delete, if it says that it deletes users",
    async run({ subject: { definition }, target }) {
      const accepts = (word: string) =>
        definition.config.safeParse({ ...target.config, on_user_delete: word }).success;
      const deletes = definition.deletesUsers === true;
      assert.deepEqual(["keep", "delete"].map(accepts), [deletes, deletes], "the key is not as declared");
      assert.ok(!accepts("no_such_word"), "on_user_delete takes any word");
    },
  },
  {
    name: "keeps what it has of a user who is deleted, unless told otherwise",
    async run({ subject: { definition }, target, open, deliver }) {
      const records = [...ofEveryType(leavingUser, 100), deletion];
      for (const record of records) await deliver(open(), [record]);
      await assertHolds(target, definition.guarantee, records);
    },
  },
  {
    name: "deletes all of a user, nothing newer and nothing of others, and keeps late records away",
    async run(bench) {
      if (bench.subject.definition.deletesUsers !== true) return;
      const connector = openDeleting(bench);
      const older = ofEveryType(leavingUser, 100);
      const newer = makeRecord({ item: 20, userId: leavingUser, revision: 501 });
      const others = stayingUsers.flatMap((userId) => ofEveryType(userId, 100));
      await bench.deliver(connector, [...older, ...others, newer]);

      await bench.deliver(connector, [deletion]);
      await assertDeleted(bench, [...others, newer], deletion);
      const late = makeRecord({ item: 21, userId: leavingUser, revision: 500 });
      await bench.deliver(connector, [...older, late]);
      await assertDeleted(bench, [...others, newer], deletion);
      await bench.deliver(connector, [deletion]);
      await assertDeleted(bench, [...others, newer], deletion);

      // They have connected again; and are deleted again.
      const back = makeRecord({ item: 0, userId: leavingUser, revision: 600 });
      await bench.deliver(connector, [back]);
      await assertDeleted(bench, [...others, newer, back], deletion);
      const again = makeRecord({ item: 0, type: "user.delete", userId: leavingUser, revision: 700 });
      await bench.deliver(connector, [again]);
      await bench.deliver(connector, [deletion]);
      await assertDeleted(bench, others, again);
    },
  },
  {
    name: "deletes a user of whom there are older and newer records in the same batch",
    async run(bench) {
      if (bench.subject.definition.deletesUsers !== true) return;
      const [older, newer] = [499, 501].map((revision, item) =>
        makeRecord({ item, userId: leavingUser, revision }),
      );
      assert.ok(older && newer);
      const other = makeRecord({ item: 0, userId: stayingUsers[0] ?? "" });
      await bench.deliver(openDeleting(bench), [older, other, deletion, newer]);
      await assertDeleted(bench, [newer, other], deletion);
    },
  },
  {
    name: "completes the deletion of a user when its process was killed in the middle",
    timeoutMs: 180_000,
    async run(bench) {
      const { definition, moduleUrl, seed = 1 } = bench.subject;
      if (definition.deletesUsers !== true) return;
      const random = seededRandom(seed);
      const batchSize = Math.min(mostRecords, definition.limits.records);
      const config = { ...bench.target.config, on_user_delete: "delete" };
      const task = { moduleUrl, config, batchSize, recipe: "deletions" } as const;
      const connector = openDeleting(bench);
      const others: DeliveryRecord[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const batches = [2 * round, 2 * round + 1] as const;
        const revision = deletedAt(batches[1]) - 1;
        await bench.deliver(connector, makeRecords(0, batchSize, { userId: leavingUser, revision }));
        await runChild({ ...task, batches }, { batch: batches[1], progress: random.next() });
        await runChild({ ...task, batches });
        others.push(...deletionBatch(batches[0], batchSize));
        const [event] = deletionBatch(batches[1], batchSize);
        assert.ok(event);
        await assertDeleted(bench, others, event);
      }
    },
  },
];

function openDeleting({ open, target }: Bench) {
  return open({ ...target.config, on_user_delete: "delete" });
}

function ofEveryType(userId: string, revision: number): readonly DeliveryRecord[] {
  return types.map((type, item) => makeRecord({ item, type, userId, revision }));
}

/** Fails unless the place holds these records, and of the deletion at most who was deleted and when. */
async function assertDeleted(
  { target, subject }: Bench,
  kept: readonly DeliveryRecord[],
  event: DeliveryRecord,
): Promise<void> {
  const stored = await target.readBack();
  const isEvent = ({ id }: StoredRecord) => id === event.id;
  for (const { json } of stored.filter(isEvent)) {
    assert.ok(json.includes(leavingUser), "the deletion does not say whose it is");
    assert.ok(!json.includes(event.user.reference_id ?? ""), "the deletion keeps personal data");
  }
  const rest = { ...target, readBack: async () => stored.filter((record) => !isEvent(record)) };
  await assertHolds(rest, subject.definition.guarantee, kept);
}
