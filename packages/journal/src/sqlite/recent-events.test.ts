import { describe, expect, it } from "vitest";
import { makeAppend } from "../testdata/make-append.ts";
import { openJournal } from "../testdata/open-journal.ts";
import { temporaryJournalPath } from "../testdata/temporary-journal-path.ts";
import { createRecentEvents } from "./recent-events.ts";

const entry = makeAppend([{ key: "one" }, { key: "two" }]);

function store(recent: ReturnType<typeof createRecentEvents>, seqs: readonly number[], bytes = 10) {
  for (const seq of seqs) {
    const [event] = makeAppend([{ key: `key-${seq}` }]).events;
    recent.add({ ...entry, events: event ? [event] : [] }, [[seq, 1_000 + seq, 0, seq, null, null]], bytes);
  }
}

const seqsOf = (events: readonly { readonly seq: number }[] | undefined) => events?.map(({ seq }) => seq);

describe("recent events", () => {
  it("are what the journal would read", () => {
    const recent = createRecentEvents();
    store(recent, [5, 6, 7]);
    expect(seqsOf(recent.read({ after: 4, limit: 10 }, 7))).toEqual([5, 6, 7]);
    expect(seqsOf(recent.read({ after: 5, limit: 1 }, 7))).toEqual([6]);
    expect(seqsOf(recent.read({ after: 4, through: 6, limit: 10 }, 7))).toEqual([5, 6]);
    expect(seqsOf(recent.read({ after: 7, limit: 10 }, 7))).toEqual([]);
    expect(seqsOf(recent.read({ after: 9, limit: 10 }, 7))).toEqual([]);
  });

  it("do not stand for what is older, or has not been told of yet", () => {
    const recent = createRecentEvents();
    expect(recent.read({ after: 0, limit: 10 }, 0)).toBeUndefined();
    store(recent, [5, 6, 7]);
    expect(recent.read({ after: 3, limit: 10 }, 7)).toBeUndefined();
    expect(recent.read({ after: 4, limit: 10 }, 8)).toBeUndefined();
    expect(seqsOf(recent.read({ after: 4, limit: 3 }, 8))).toEqual([5, 6, 7]);
  });

  it("begin anew behind a gap, and where something was removed", () => {
    const recent = createRecentEvents();
    store(recent, [5, 6, 9]);
    expect(recent.read({ after: 4, limit: 10 }, 9)).toBeUndefined();
    expect(seqsOf(recent.read({ after: 8, limit: 10 }, 9))).toEqual([9]);
    recent.clear();
    expect(recent.read({ after: 8, limit: 10 }, 9)).toBeUndefined();
  });

  it("are so many, and of so many bytes", () => {
    const recent = createRecentEvents();
    store(
      recent,
      Array.from({ length: 10_000 }, (_, index) => index + 1),
    );
    expect(recent.read({ after: 7_951, limit: 1 }, 10_000)).toBeUndefined();
    expect(seqsOf(recent.read({ after: 7_952, limit: 1 }, 10_000))).toEqual([7_953]);
    expect(recent.read({ after: 7_952, limit: 10_000 }, 10_000)).toHaveLength(2_048);
    store(recent, [10_001, 10_002], 5_000_000);
    expect(recent.read({ after: 10_000, limit: 1 }, 10_002)).toBeUndefined();
    expect(seqsOf(recent.read({ after: 10_001, limit: 1 }, 10_002))).toEqual([10_002]);
  });

  it("are equal to what is read back from the disk", async () => {
    const path = temporaryJournalPath();
    const journal = await openJournal({ path });
    await journal.append(makeAppend([{ key: "one" }, { key: "two", orderedAtMs: 7 }]));
    await journal.append(makeAppend([{ key: "one" }, { key: "three" }], { receivedAtMs: 1_800_000_000_000 }));
    const recent = await journal.read({ after: 0, limit: 10 });
    await journal.close();
    const reopened = await openJournal({ path });
    expect(recent.length).toBeGreaterThan(2);
    expect(await reopened.read({ after: 0, limit: 10 })).toEqual(recent);
  });
});
