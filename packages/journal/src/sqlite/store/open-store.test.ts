import { expect, it, onTestFinished } from "vitest";
import { makeAppend } from "../../testdata/make-append.ts";
import { temporaryJournalPath } from "../../testdata/temporary-journal-path.ts";
import type { AppendedRow } from "../appended-row.ts";
import { toNewAppend } from "../to-new-append.ts";
import type { WriteOutcome } from "./commit-together.ts";
import { openStore } from "./open-store.ts";

it("finds all events again after a merge of its indexes was rolled back", () => {
  const store = openStore({ path: temporaryJournalPath(), maxBytes: null });
  onTestFinished(() => store.close());
  const keys = ["a", "b", "c"];
  const append = (key: string) => () => store.writes.append(toNewAppend(makeAppend([{ key }])));
  store.commit(keys.map(append));

  // The first step of a prune merges; what fails after it undoes the step, which is then repeated.
  const prune = () => store.writes.pruneStep({ beforeMs: Number.MAX_SAFE_INTEGER, afterSeq: 0 });
  const fail = () => {
    throw new Error("the disk was pulled out");
  };
  expect(store.commit([prune, fail])).toMatchObject([
    { value: { events: 0, isLast: false } },
    { error: { code: "journal.failed" } },
  ]);

  const repeats = store.commit(keys.map(append));
  const seqsOf = (outcome: WriteOutcome | undefined) =>
    outcome && "value" in outcome && (outcome.value as readonly AppendedRow[]).map(([seq]) => seq);
  expect(repeats.map(seqsOf)).toEqual([[1], [2], [3]]);
});
