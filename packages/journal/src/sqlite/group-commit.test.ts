import { expect, it } from "vitest";
import { makeAppend } from "../testdata/make-append.ts";
import { openJournal } from "../testdata/open-journal.ts";

const writers = Array.from({ length: 500 }, (_, writer) => writer);

it("shares commits between appends that are made at the same time", async () => {
  const journal = await openJournal();
  const results = await Promise.all(
    writers.map((writer) => journal.append(makeAppend([{ key: `workout-${writer}` }]))),
  );
  const seqs = results.map(([appended]) => appended?.seq);
  expect(seqs).toEqual(writers.map((writer) => writer + 1));
  const { commits, events } = await journal.stats();
  expect(events).toBe(writers.length);
  expect(commits).toBeLessThan(writers.length / 4);
});

it("gives an append of its own a commit of its own", async () => {
  const journal = await openJournal();
  const before = (await journal.stats()).commits;
  for (const key of ["one", "two", "three"]) await journal.append(makeAppend([{ key }]));
  const { commits, commitMsP50, commitMsP99 } = await journal.stats();
  expect(commits - before).toBe(3);
  expect(commitMsP50).toBeGreaterThan(0);
  expect(commitMsP99).toBeGreaterThanOrEqual(commitMsP50);
});

it("calls listeners after what they are told of is stored, until they stop listening", async () => {
  const journal = await openJournal();
  const heard: number[] = [];
  const stop = journal.onAppend((headSeq) => heard.push(headSeq));
  await journal.append(makeAppend([{ key: "one" }, { key: "two" }]));
  await journal.append(makeAppend([{ key: "one" }]));
  await journal.append(makeAppend([{ key: "three" }]));
  stop();
  await journal.append(makeAppend([{ key: "four" }]));
  expect(heard).toEqual([2, 3]);
});
