import { readFileSync, truncateSync, writeFileSync, copyFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import { makeAppend } from "../testdata/make-append.ts";
import { findings } from "../testdata/findings.ts";
import { openJournal } from "../testdata/open-journal.ts";
import { temporaryJournalPath } from "../testdata/temporary-journal-path.ts";

/** Flips one bit of the first place in the file that holds this text. */
function flipIn(file: string, text: string): void {
  const bytes = readFileSync(file);
  const at = bytes.indexOf(text);
  expect(at).toBeGreaterThan(0);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

/** Three events with their payloads, all in the database file. */
async function makeClosedJournal(): Promise<string> {
  const path = temporaryJournalPath();
  const journal = await openJournal({ path });
  for (const name of ["one", "two", "three"]) {
    const bytes = new TextEncoder().encode(`{"body":"${name}-body"}`);
    await journal.append(makeAppend([{ key: `${name}-key` }], { bytes }));
  }
  await journal.close();
  return path;
}

it("does not hand out a payload in which a bit has flipped, and says so once", async () => {
  const path = await makeClosedJournal();
  flipIn(path, "two-body");
  const journal = await openJournal({ path });
  const found = findings(journal);
  for (let n = 0; n < 2; n++) {
    expect([...(await journal.readPayloads([1, 2, 3])).keys()]).toEqual([1, 3]);
  }
  expect(found).toMatchObject([
    { kind: "payload", id: 2, message: expect.stringContaining("send it again") },
  ]);
  expect(await journal.stats()).toMatchObject({ damaged: 1, events: 3 });
});

it("leaves out an event in which a bit has flipped, and serves the others, also from behind it", async () => {
  const path = await makeClosedJournal();
  flipIn(path, "two-key");
  const journal = await openJournal({ path });
  const found = findings(journal);
  expect((await journal.read({ after: 0, limit: 2 })).map(({ seq }) => seq)).toEqual([1, 3]);
  expect((await journal.read({ after: 1, limit: 1 })).map(({ seq }) => seq)).toEqual([3]);
  expect(await journal.readEvents([2])).toEqual([]);
  expect(found).toMatchObject([{ kind: "event", id: 2 }]);
});

it("tells somebody who begins to listen later", async () => {
  const path = await makeClosedJournal();
  flipIn(path, "one-body");
  const journal = await openJournal({ path });
  await journal.readPayloads([1]);
  expect(findings(journal)).toMatchObject([{ kind: "payload", id: 1 }]);
});

it("notices a write-ahead log that was cut short, and gives out no seq twice", async () => {
  const path = temporaryJournalPath();
  const copy = temporaryJournalPath();
  const journal = await openJournal({ path });
  for (const key of ["one", "two", "three"]) await journal.append(makeAppend([{ key }]));
  for (const end of ["", "-wal", ".head"]) copyFileSync(path + end, copy + end);
  await journal.close();
  truncateSync(`${copy}-wal`, readFileSync(`${copy}-wal`).byteLength - 1);

  const again = await openJournal({ path: copy });
  expect(findings(again)).toMatchObject([{ kind: "log", id: 2 }]);
  expect((await again.read({ after: 0, limit: 9 })).map(({ key }) => key)).toEqual(["one", "two"]);
  expect(await again.append(makeAppend([{ key: "three" }]))).toMatchObject([{ seq: 4, duplicate: false }]);
  await again.close();
  expect(findings(await openJournal({ path: copy }))).toEqual([]);
});

it("notices rows that a damaged page hides", async () => {
  const path = await makeClosedJournal();
  const db = new DatabaseSync(path);
  db.exec("DELETE FROM events WHERE seq = 2");
  db.close();
  const message = expect.stringContaining("Of the 3 events");
  expect(findings(await openJournal({ path }))).toMatchObject([{ kind: "log", message }]);
});

it("passes over nothing where a damaged page names a later event in the place of another", async () => {
  const path = temporaryJournalPath();
  const journal = await openJournal({ path });
  for (const key of ["one", "two", "three", "four", "five"]) await journal.append(makeAppend([{ key }]));
  await journal.close();
  pointSecondEventTo(path, 4);

  const again = await openJournal({ path });
  const found = findings(again);
  const seqsBehind = async (after: number, limit: number) =>
    (await again.read({ after, limit })).map(({ seq }) => seq);
  expect(await seqsBehind(0, 9)).toEqual([1, 3, 4, 5]);
  // A batch that ends at the wrong one goes on behind the right one.
  expect(await seqsBehind(0, 2)).toEqual([1, 3]);
  expect(await seqsBehind(1, 1)).toEqual([3]);
  expect(await seqsBehind(3, 2)).toEqual([4, 5]);
  expect(found.map(({ kind }) => kind)).toContain("log");
});

/** SQLite's file format, section 1.6: a leaf has a header of 8 bytes, and then where each of its rows is. */
function pointSecondEventTo(path: string, row: number): void {
  const db = new DatabaseSync(path);
  const root = db.prepare("SELECT rootpage AS page FROM sqlite_schema WHERE name = 'events'").get();
  const size = db.prepare("PRAGMA page_size").get();
  db.close();
  const pointers = (Number(root?.["page"]) - 1) * Number(size?.["page_size"]) + 8;
  const bytes = readFileSync(path);
  bytes.writeUInt16BE(bytes.readUInt16BE(pointers + 2 * (row - 1)), pointers + 2);
  writeFileSync(path, bytes);
}

it("reads rows of before there were checksums", async () => {
  const path = await makeClosedJournal();
  const db = new DatabaseSync(path);
  db.exec("UPDATE events SET sum = NULL; UPDATE payloads SET sum = NULL; UPDATE log SET unsummed_seq = 2");
  db.exec("UPDATE log SET unsummed_payload_id = 2");
  db.close();
  const journal = await openJournal({ path });
  expect((await journal.read({ after: 0, limit: 9 })).map(({ seq }) => seq)).toEqual([1, 2]);
  expect([...(await journal.readPayloads([1, 2, 3])).keys()]).toEqual([1, 2]);
});

it.each([
  ["cursors SET claimed_through = 3", "moves it forward"],
  ["claims SET through_seq = 3, after_seq = 2", "moves a claim"],
  ["claims SET destination = 'lakf'", "takes a claim away"],
  ["cursors SET destination = 'lakf'", "renames it"],
])("delivers everything again where the disk damaged a cursor (%s: %s)", async (change) => {
  const path = await makeClosedJournal();
  const first = await openJournal({ path });
  await first.openCursor("lake", "now");
  await first.dropCursor("lake");
  await first.openCursor("lake", "beginning");
  await first.claim("lake", { id: "one", after: 0, through: 1 });
  await first.settle("lake", { claimId: "one", removeRetries: [], retries: [], deadLetters: [] });
  await first.claim("lake", { id: "two", after: 1, through: 2 });
  await first.close();
  const db = new DatabaseSync(path);
  db.exec(`UPDATE ${change}`);
  db.close();

  const journal = await openJournal({ path });
  expect(findings(journal)).toMatchObject([{ kind: "cursors", message: expect.stringContaining("again") }]);
  expect(await journal.openCursor("lake", "now")).toMatchObject({ claimedThrough: 0, claims: [] });
  await journal.close();
  expect(findings(await openJournal({ path }))).toEqual([]);
});

it("deletes nothing on the word of a cursor that is damaged while it is open", async () => {
  const path = await makeClosedJournal();
  const journal = await openJournal({ path });
  await journal.openCursor("lake", "beginning");
  const db = new DatabaseSync(path);
  db.exec("UPDATE cursors SET claimed_through = 3");
  db.close();
  const { signal } = new AbortController();
  await expect(journal.prune({ beforeMs: 4e12, signal })).rejects.toMatchObject({ code: "journal.corrupt" });
  await expect(journal.claim("lake", { id: "a", after: 3, through: 4 })).rejects.toThrow("restart");
  expect(await journal.stats()).toMatchObject({ events: 3 });
});
