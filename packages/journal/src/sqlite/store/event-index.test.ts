import { randomUUID } from "node:crypto";
import { expect, it, onTestFinished } from "vitest";
import { temporaryJournalPath } from "../../testdata/temporary-journal-path.ts";
import { openDatabase } from "./database.ts";
import { createEventIndex, hashKey } from "./event-index.ts";
import { readHead } from "./head.ts";
import type { IndexEntry } from "./tail.ts";

const from = 0;
const to = 1_000_000;

function openIndex() {
  const db = openDatabase(temporaryJournalPath());
  onTestFinished(() => db.close());
  const head = readHead(db);
  const index = createEventIndex(db, head);
  function add(key: string, startMs: number): IndexEntry {
    head.seq += 1;
    const revision = 1_000 + head.seq;
    const place = { userRow: 1, type: "activity", startMs, orderedAtMs: null };
    const entry = { seq: head.seq, id: randomUUID(), revision, keyHash: hashKey(key), ...place };
    index.add(entry);
    return entry;
  }
  function mergeStep(): void {
    db.exec("BEGIN");
    index.mergeStep();
    db.exec("COMMIT");
  }
  const seqsOf = (key: string) => [...new Set(index.copies(hashKey(key)).map(({ seq }) => seq))];
  const byStart = () => [...index.ofUser(1, "activity", from, to)];
  return { head, index, add, mergeStep, seqsOf, byStart };
}

it("finds events alike before, during and after a merge", () => {
  const { head, index, add, mergeStep, seqsOf, byStart } = openIndex();
  const count = 3_000;
  for (let n = 0; n < count; n += 1) add(`key-${n % (count / 2)}`, count - n);
  const newestFirst = Array.from({ length: count }, (_, n) => count - n);
  expect(seqsOf("key-7")).toEqual([8, 1_508]);
  expect(byStart()).toEqual(newestFirst);

  mergeStep();
  expect(index.mergeDue()).toBe(true);
  add("key-7", 0);
  let steps = 1;
  for (; index.mergeDue(); steps += 1) {
    mergeStep();
    expect(seqsOf("key-7")).toEqual([8, 1_508, count + 1]);
    expect(byStart()).toEqual([count + 1, ...newestFirst]);
  }
  expect(steps).toBeGreaterThan(4);
  expect(head.indexedThrough).toBe(count);
});

it("gives back what it keeps of a copy after a merge", () => {
  const { index, add, mergeStep } = openIndex();
  const { seq, id, revision, orderedAtMs } = add("key", 5);
  mergeStep();
  expect(index.copies(hashKey("key"))).toEqual([{ seq, id, revision, orderedAtMs }]);
});

it("forgets what was added since a mark", () => {
  const { head, index, add, seqsOf, byStart } = openIndex();
  add("key", 1);
  const undo = index.mark();
  add("key", 2);
  add("other", 3);
  head.seq = 1;
  undo();
  expect([seqsOf("key"), seqsOf("other"), byStart()]).toEqual([[1], [], [1]]);
});

it("removes an event from the tables", () => {
  const { index, add, mergeStep, seqsOf, byStart } = openIndex();
  const removed = add("key", 1);
  add("key", 2);
  mergeStep();
  index.remove(removed);
  expect([seqsOf("key"), byStart()]).toEqual([[2], [2]]);
});
