import { randomUUID } from "node:crypto";
import { expect, it, onTestFinished } from "vitest";
import { temporaryJournalPath } from "../../testdata/temporary-journal-path.ts";
import { createCheckedEvents } from "./checked-events.ts";
import { createDamage } from "./damage.ts";
import { openDatabase } from "./database.ts";
import { createEventIndex } from "./event-index.ts";
import { hashKey } from "./hash-key.ts";
import { readHead } from "./head.ts";
import type { IndexEntry } from "./tail.ts";

function openIndex() {
  const db = openDatabase(temporaryJournalPath());
  onTestFinished(() => db.close());
  const head = readHead(db);
  const index = createEventIndex(db, { head, checked: createCheckedEvents(db, createDamage()) });
  function add(key: string, startMs: number): IndexEntry {
    head.seq += 1;
    const revision = 1_000 + head.seq;
    const times = { startMs, ownStartMs: startMs, receivedAtMs: 0, orderedAtMs: null };
    const place = { userRow: 1, type: "activity", alias: null, ...times };
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
  const byStart = () =>
    [...index.ofUser(1, "activity", { fromMs: 0, toMs: 1_000_000 })].map(({ seq }) => seq);
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

it("pages through a user's events alike, whether they are merged or not", () => {
  const { index, add, mergeStep } = openIndex();
  const starts = [5, 3, 5, 5, 1, 3];
  const inOrder = [5, 2, 6, 1, 3, 4];
  const startOf = (seq: number) => starts[seq - 1] ?? 0;
  const pages = () =>
    inOrder.map((seq) => {
      const after = { startMs: startOf(seq), seq };
      return [...index.ofUser(1, "activity", { fromMs: 0, toMs: 9, after })].map((place) => place.seq);
    });
  const expected = inOrder.map((_, place) => inOrder.slice(place + 1));
  for (const start of starts.slice(0, 3)) add("key", start);
  mergeStep();
  for (const start of starts.slice(3)) add("key", start);
  expect(pages()).toEqual(expected);
  mergeStep();
  expect(pages()).toEqual(expected);
});

it("removes events wherever they are, also while a merge is under way", () => {
  const { index, add, mergeStep, seqsOf, byStart } = openIndex();
  const entries = Array.from({ length: 3_000 }, (_, n) => add(`key-${n}`, n));
  mergeStep();
  const gone = entries.filter(({ seq }) => seq % 3 === 0);
  index.remove(gone);
  const left = entries.filter(({ seq }) => seq % 3 !== 0).map(({ seq }) => seq);
  expect(byStart()).toEqual(left);
  expect(index.seqsOfUser(1, 5_000)).toHaveLength(left.length);
  do mergeStep();
  while (index.mergeDue());
  expect(byStart()).toEqual(left);
  expect(seqsOf("key-2")).toEqual([]);
});

it("removes an event from the tables", () => {
  const { index, add, mergeStep, seqsOf, byStart } = openIndex();
  const removed = add("key", 1);
  add("key", 2);
  mergeStep();
  index.remove([removed]);
  expect([seqsOf("key"), byStart()]).toEqual([[2], [2]]);
});
