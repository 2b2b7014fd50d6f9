import assert from "node:assert/strict";
import { DeliveryError } from "@musette/core";
import type { Connector, DeliveryRecord } from "@musette/core";
import { seededRandom } from "../../samples/random.ts";
import { assertHolds } from "../assert-holds.ts";
import type { Bench, ConformanceCase } from "../conformance-case.ts";
import { makeBatch, makeRecord, makeRecords } from "../records.ts";

/** Delivery tries again what a concurrent writer spoiled; so does the kit, this many times. */
const mostConflicts = 5;

/** Repeats and revisions, held to the declared guarantee. */
export const repeatCases: readonly ConformanceCase[] = [
  {
    name: "takes the same batch twice",
    async run({ subject, target, open, deliver }) {
      const records = makeRecords(0, Math.min(5, subject.definition.limits.records));
      const connector = open();
      await deliver(connector, records);
      await deliver(connector, records);
      await assertHolds(target, subject.definition.guarantee, records);
    },
  },
  {
    name: "takes the same records again in another batch",
    async run({ subject, target, open, deliver }) {
      const records = makeRecords(0, 2);
      for (const record of records) await deliver(open(), [record]);
      for (const record of records) await deliver(open(), [record]);
      await assertHolds(target, subject.definition.guarantee, records);
    },
  },
  {
    name: "replaces an older revision by a newer one",
    run: async (bench) => await writeRevisions(bench, [1, 2]),
  },
  {
    name: "keeps the newer revision when the older one comes later",
    run: async (bench) => await writeRevisions(bench, [2, 1]),
  },
  {
    name: "keeps the newest of many revisions in any order",
    async run(bench) {
      const random = seededRandom(bench.subject.seed ?? 1);
      const revisions = Array.from({ length: 12 }, (_, index) => ({
        revision: index + 1,
        at: random.next(),
      }));
      await writeRevisions(
        bench,
        revisions.sort((a, b) => a.at - b.at).map(({ revision }) => revision),
      );
    },
  },
  {
    name: "takes two writes at once",
    async run(bench) {
      const { subject, target } = bench;
      const connector = bench.open();
      const share = Math.min(20, subject.definition.limits.records);
      // The same items in both, so that the revisions meet.
      const batches = [3, 1, 4, 2].map((revision) => makeRecords(0, share, { revision }));
      await Promise.all(batches.map((records) => deliverDespiteConflicts(bench, connector, records)));
      await assertHolds(target, subject.definition.guarantee, batches.flat());
    },
  },
];

async function writeRevisions(bench: Bench, revisions: readonly number[]): Promise<void> {
  const records = revisions.map((revision) => makeRecord({ item: 0, revision }));
  const connector = bench.open();
  for (const record of records) await bench.deliver(connector, [record]);
  await assertHolds(bench.target, bench.subject.definition.guarantee, records);
}

async function deliverDespiteConflicts(
  bench: Bench,
  connector: Connector,
  records: readonly DeliveryRecord[],
): Promise<void> {
  let waiting = records;
  for (let attempt = 0; waiting.length > 0; attempt += 1) {
    assert.ok(attempt <= mostConflicts, `still in conflict after ${attempt} attempts`);
    const conflicted = await bench.within("write", writeOnce(connector, waiting, bench.signal()));
    waiting = waiting.filter(({ id }) => conflicted.has(id));
  }
}

/** Returns the ids that lost against a concurrent writer; fails on any other failure. */
async function writeOnce(
  connector: Connector,
  records: readonly DeliveryRecord[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  try {
    const failures = await connector.write(makeBatch(records), { signal });
    assert.deepEqual(
      failures.filter(({ code }) => code !== "conflict"),
      [],
    );
    return new Set(failures.map(({ id }) => id));
  } catch (error) {
    if (!DeliveryError.is(error) || error.code !== "conflict") throw error;
    return new Set(records.map(({ id }) => id));
  }
}
