import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { makeAppend } from "../testdata/make-append.ts";
import { openJournal } from "../testdata/open-journal.ts";

const at = 1_700_000_000_000;

describe("append", () => {
  it("gives the events of a payload consecutive places, in the order given", async () => {
    const journal = await openJournal();
    const appended = await journal.append(makeAppend([{ key: "one" }, { key: "two" }]));
    expect(appended.map(({ seq, revision, duplicate }) => ({ seq, revision, duplicate }))).toEqual([
      { seq: 1, revision: at, duplicate: false },
      { seq: 2, revision: at, duplicate: false },
    ]);
  });

  it("keeps everything it was told about an event", async () => {
    const journal = await openJournal();
    const entry = makeAppend(
      [
        {
          key: "activity:user-1:PELOTON:w%3A1",
          user: { user_id: "user-1", provider: "PELOTON", reference_id: "ana ☃ \u0000", scopes: null },
          startTime: null,
          orderedAtMs: at - 1,
        },
      ],
      { source: "terra" },
    );
    const [appended] = await journal.append(entry);
    const [head] = entry.events;
    expect(await journal.read({ after: 0, limit: 10 })).toEqual([
      {
        ...head,
        seq: appended?.seq,
        revision: at - 1,
        superseded: false,
        receivedAtMs: at,
        developer: "local-dev",
        source: "terra",
        payloadId: 1,
      },
    ]);
  });

  it("leaves out the body that a normalized event carries", async () => {
    const journal = await openJournal();
    const entry = makeAppend([{}]);
    const withBody = entry.events.map((event) => ({ ...event, body: () => ({ secret: true }) }));
    await journal.append({ ...entry, events: withBody });
    const [stored] = await journal.read({ after: 0, limit: 1 });
    expect(stored).not.toHaveProperty("body");
  });

  it("answers a repeat with the place of the first, and stores nothing", async () => {
    const journal = await openJournal();
    const [first] = await journal.append(makeAppend([{}]));
    const again = await journal.append(makeAppend([{}], { receivedAtMs: at + 60_000 }));
    expect(again).toEqual([{ ...first, duplicate: true }]);
    expect(await journal.stats()).toMatchObject({ headSeq: 1, events: 1 });
    expect((await journal.readPayloads([1, 2])).size).toBe(1);
  });

  it("finds a repeat within one payload and within one commit", async () => {
    const journal = await openJournal();
    const [within, together] = await Promise.all([
      journal.append(makeAppend([{ key: "one" }, { key: "one" }])),
      journal.append(makeAppend([{ key: "one" }])),
    ]);
    expect(within.map(({ seq, duplicate }) => [seq, duplicate])).toEqual([
      [1, false],
      [1, true],
    ]);
    expect(together).toEqual([{ ...within[0], duplicate: true }]);
  });

  it("stores only what is new of a payload that repeats in part", async () => {
    const journal = await openJournal();
    await journal.append(makeAppend([{ key: "one" }]));
    const mixed = await journal.append(makeAppend([{ key: "one" }, { key: "two" }]));
    expect(mixed.map(({ seq, duplicate }) => [seq, duplicate])).toEqual([
      [1, true],
      [2, false],
    ]);
    const events = await journal.read({ after: 1, limit: 10 });
    expect(events.map(({ seq, item, payloadId }) => [seq, item, payloadId])).toEqual([[2, 1, 2]]);
  });

  it("numbers copies of one item so that the newest has the greatest revision", async () => {
    const journal = await openJournal();
    const contents = ["a", "b", "c"];
    for (const content of contents) await journal.append(makeAppend([{ content }]));
    const revisions = (await journal.read({ after: 0, limit: 10 })).map(({ revision }) => revision);
    expect(revisions).toEqual([at, at + 1, at + 2]);
  });

  it("marks a copy that the source made before the newest one as superseded", async () => {
    const journal = await openJournal();
    await journal.append(makeAppend([{ content: "new", orderedAtMs: 2_000 }]));
    await journal.append(makeAppend([{ content: "old", orderedAtMs: 1_000 }]));
    const stored = await journal.read({ after: 0, limit: 10 });
    expect(stored.map(({ revision, superseded }) => [revision, superseded])).toEqual([
      [2_000, false],
      [1_000, true],
    ]);
  });

  it("gives content that came back a second place under the same id", async () => {
    const journal = await openJournal();
    const send = async (content: string, orderedAtMs: number) => {
      const [appended] = await journal.append(makeAppend([{ content, orderedAtMs }]));
      return appended;
    };
    const first = await send("a", 1_000);
    await send("b", 2_000);
    const back = await send("a", 3_000);
    expect(back).toEqual({ id: first?.id, seq: 3, revision: 3_000, duplicate: false });
    expect(await send("a", 1_000)).toEqual({ ...back, duplicate: true });
  });

  it("stores nothing for a payload without events", async () => {
    const journal = await openJournal();
    expect(await journal.append(makeAppend([]))).toEqual([]);
    expect((await journal.readPayloads([1])).size).toBe(0);
  });

  it("refuses an event id that is not a UUID, without touching the other appends", async () => {
    const journal = await openJournal();
    const bad = makeAppend([{}]);
    const [refused, stored] = await Promise.allSettled([
      journal.append({ ...bad, events: bad.events.map((event) => ({ ...event, id: "7" })) }),
      journal.append(makeAppend([{ key: "good" }])),
    ]);
    expect(refused).toMatchObject({ status: "rejected", reason: { code: "journal.failed" } });
    expect(stored.status).toBe("fulfilled");
  });
});

describe("the payload of an append", () => {
  it.each([
    ["empty", new Uint8Array(0)],
    ["not UTF-8", new Uint8Array([0xff, 0xfe, 0x00, 0xc3, 0x28])],
    ["small and repetitive", new Uint8Array(10_000).fill(97)],
    ["large and repetitive", new Uint8Array(200_000).fill(97)],
    ["large and random", new Uint8Array(randomBytes(5_000_000))],
  ])("comes back byte for byte when it is %s", async (_name, bytes) => {
    const journal = await openJournal();
    await journal.append(makeAppend([{}], { bytes: bytes.slice() }));
    const payload = (await journal.readPayloads([1])).get(1);
    expect(Buffer.compare(payload?.bytes ?? new Uint8Array(1), bytes)).toBe(0);
  });

  it("comes back with the facts that belong to it", async () => {
    const journal = await openJournal();
    const context = { userId: null, referenceId: "ana", orderedAtMs: 1_234 };
    await journal.append(makeAppend([{}], { context, source: "terra", developer: "acme" }));
    expect((await journal.readPayloads([1, 99])).get(1)).toMatchObject({
      id: 1,
      context,
      source: "terra",
      developer: "acme",
      receivedAtMs: at,
    });
  });

  it("takes less room on disk than it has bytes, where it compresses", async () => {
    const journal = await openJournal();
    await journal.append(makeAppend([{}], { bytes: new Uint8Array(4_000_000).fill(97) }));
    expect((await journal.stats()).bytes).toBeLessThan(2_000_000);
  });

  it("is taken from the sender, whose buffer cannot be stored twice", async () => {
    const journal = await openJournal();
    const entry = makeAppend([{}], { bytes: new Uint8Array([1, 2, 3]) });
    await journal.append(entry);
    expect(entry.bytes.byteLength).toBe(0);
    await expect(journal.append(entry)).rejects.toMatchObject({ code: "journal.failed" });
  });

  it("is copied when it is a view of a larger buffer", async () => {
    const journal = await openJournal();
    const shared = new Uint8Array([1, 2, 3, 4, 5]);
    await journal.append(makeAppend([{}], { bytes: shared.subarray(1, 3) }));
    expect([...shared]).toEqual([1, 2, 3, 4, 5]);
    expect([...((await journal.readPayloads([1])).get(1)?.bytes ?? [])]).toEqual([2, 3]);
  });
});
