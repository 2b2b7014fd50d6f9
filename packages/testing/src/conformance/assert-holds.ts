import assert from "node:assert/strict";
import type { DeliveryRecord, Guarantee } from "@musette/core";
import { canonicalJson } from "./canonical-json.ts";
import type { ConformanceTarget, StoredRecord } from "./target.ts";

/**
 * Fails unless the destination holds what its guarantee promises after these records were written, in
 * whatever order and however often: for `at-least-once` each of them, else the newest of each key, once.
 * What it holds must be equal to what was written, and there must be nothing else.
 *
 * @returns how many copies there are beyond the first, over all records.
 */
export async function assertHolds(
  target: ConformanceTarget,
  guarantee: Guarantee,
  written: readonly DeliveryRecord[],
): Promise<number> {
  const expected = guarantee === "at-least-once" ? written : newestOfEachKey(written);
  const stored = await target.readBack();
  const byId = new Map(stored.map((record) => [record.id, record]));
  assert.equal(byId.size, stored.length, "readBack lists an id twice; it should count copies instead");

  const lost = expected.filter(({ id }) => !byId.has(id)).map(({ id }) => id);
  assert.deepEqual(lost, [], `${lost.length} of ${expected.length} records are not there`);
  const expectedIds = new Set(expected.map(({ id }) => id));
  const strangers = stored.filter(({ id }) => !expectedIds.has(id)).map(({ id }) => id);
  assert.deepEqual(strangers, [], `${strangers.length} records are there that should not be`);

  for (const record of expected) assertSame(byId.get(record.id), record, guarantee);
  return stored.reduce((sum, { copies }) => sum + copies - 1, 0);
}

function assertSame(stored: StoredRecord | undefined, record: DeliveryRecord, guarantee: Guarantee): void {
  assert.ok(stored);
  assert.equal(canonicalJson(stored.json), canonicalJson(record.json()), `${record.type} was altered`);
  assert.equal(stored.revision, record.revision, "the revision was altered");
  if (guarantee !== "at-least-once") assert.equal(stored.copies, 1, "there is more than one copy");
}

function newestOfEachKey(records: readonly DeliveryRecord[]): readonly DeliveryRecord[] {
  const newest = new Map<string, DeliveryRecord>();
  for (const record of records) {
    const known = newest.get(record.key);
    if (known === undefined || record.revision > known.revision) newest.set(record.key, record);
  }
  return [...newest.values()];
}
