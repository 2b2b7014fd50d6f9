import { readFileSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import type { Journal, JournalDamage } from "../journal.ts";
import { makeAppend } from "../testdata/make-append.ts";
import { openJournal } from "../testdata/open-journal.ts";
import { temporaryJournalPath } from "../testdata/temporary-journal-path.ts";

const names = ["one", "two", "three"] as const;
const ofRider = {
  developer: "local-dev",
  userId: "user-1",
  type: "activity",
  fromMs: 0,
  toMs: 4e12,
  limit: 9,
};
const { signal } = new AbortController();

const entryOf = (name: string) =>
  makeAppend([{ key: name, content: name, alias: { key: `${name} alias`, rank: "full" } }]);

/** Three events, which the tables name: a scrub puts them there, where a merge takes 32,768. */
async function makeMergedJournal(): Promise<string> {
  const path = temporaryJournalPath();
  const journal = await openJournal({ path });
  for (const name of names) await journal.append(entryOf(name));
  await journal.close();
  change(path, "UPDATE log SET indexed_through = head_seq");
  const again = await openJournal({ path });
  await scrub(again);
  await again.close();
  return path;
}

function change(path: string, sql: string): void {
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
}

async function scrub(journal: Journal): Promise<readonly JournalDamage[]> {
  const found: JournalDamage[] = [];
  const stop = journal.onDamage((finding) => found.push(finding));
  expect(await journal.scrub({ restMs: 0, signal })).toEqual({
    events: names.length,
    payloads: names.length,
  });
  stop();
  return found;
}

/** How often each event is found, by whom it belongs to and by what it is. */
async function look(journal: Journal): Promise<unknown> {
  const history = await journal.history(ofRider);
  const again = [];
  for (const name of names) again.push(...(await journal.append(entryOf(name))));
  const listed = await journal.listEvents({ type: "activity", provider: "PELOTON", limit: 9 });
  return {
    history: history.map(({ seq }) => seq),
    again: again.map(({ seq, duplicate }) => [seq, duplicate]),
    listed: listed.events.map(({ seq }) => seq),
  };
}

const well = {
  history: [1, 2, 3],
  again: [
    [1, true],
    [2, true],
    [3, true],
  ],
  listed: [3, 2, 1],
};

it("finds nothing wrong where nothing is", async () => {
  const path = await makeMergedJournal();
  const journal = await openJournal({ path });
  expect(await scrub(journal)).toEqual([]);
  expect(await look(journal)).toEqual(well);
});

it.each([
  "DELETE FROM by_key WHERE seq = 2",
  "UPDATE by_key SET key_hash = zeroblob(16) WHERE seq = 2",
  "UPDATE by_key SET revision = 1 WHERE seq = 3",
  "DELETE FROM by_user WHERE seq = 1",
  "UPDATE by_user SET start_ms = start_ms + 64 WHERE seq = 2",
  "UPDATE by_user SET type = 'activitz' WHERE seq = 2",
  "UPDATE by_user SET user_row = 9 WHERE seq = 2",
  "DELETE FROM by_alias WHERE seq = 2",
  "DELETE FROM by_key; DELETE FROM by_user; DELETE FROM by_alias",
])("puts back what the indexes lack (%s)", async (sql) => {
  const path = await makeMergedJournal();
  change(path, sql);
  const journal = await openJournal({ path });
  expect(await scrub(journal)).toMatchObject([
    { kind: "indexes", id: 0, message: expect.stringContaining("It is put back") },
  ]);
  expect(await look(journal)).toEqual(well);
  await journal.close();
  expect(await scrub(await openJournal({ path }))).toEqual([]);
});

it("looks at the rest where an index cannot even be read, and says so", async () => {
  const path = await makeMergedJournal();
  const db = new DatabaseSync(path);
  const root = db.prepare("SELECT rootpage AS page FROM sqlite_schema WHERE name = 'by_key'").get();
  const size = db.prepare("PRAGMA page_size").get();
  db.close();
  const bytes = readFileSync(path);
  bytes.writeUInt8(0xff, (Number(root?.["page"]) - 1) * Number(size?.["page_size"]));
  writeFileSync(path, bytes);
  const journal = await openJournal({ path });
  expect(await scrub(journal)).toMatchObject([
    { kind: "indexes", message: expect.stringContaining("It cannot be put back") },
  ]);
  expect((await journal.read({ after: 0, limit: 9 })).map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

it("makes the list by type and provider anew", async () => {
  const path = await makeMergedJournal();
  const db = new DatabaseSync(path);
  const root = db.prepare("SELECT rootpage AS page FROM sqlite_schema WHERE name = 'events_by_facet'").get();
  const size = db.prepare("PRAGMA page_size").get();
  db.close();
  const bytes = readFileSync(path);
  const page = (Number(root?.["page"]) - 1) * Number(size?.["page_size"]);
  bytes.write("PELOTOM", bytes.indexOf("PELOTON", page), "latin1");
  writeFileSync(path, bytes);

  const journal = await openJournal({ path });
  expect(await scrub(journal)).toMatchObject([
    { kind: "indexes", message: expect.stringContaining("made anew") },
  ]);
  expect(await look(journal)).toEqual(well);
});

it("notices a damaged event of which nobody asks, and ends when it is to", async () => {
  const path = await makeMergedJournal();
  change(path, "UPDATE events SET start_time = '1999' WHERE seq = 2");
  const journal = await openJournal({ path });
  const found: JournalDamage[] = [];
  journal.onDamage((finding) => found.push(finding));
  expect(await journal.scrub({ restMs: 0, signal })).toEqual({ events: 2, payloads: 3 });
  expect(found).toMatchObject([{ kind: "event", id: 2 }]);
  const stopped = AbortSignal.abort(new Error("It stops."));
  await expect(journal.scrub({ restMs: 0, signal: stopped })).rejects.toThrow("It stops.");
});

it.each([
  ["UPDATE payloads SET body = zeroblob(9) WHERE id = 2", 2],
  ["UPDATE payloads SET developer = 'local-dew' WHERE id = 3", 3],
  ["UPDATE payloads SET id = 9 WHERE id = 3", 9],
  ["DELETE FROM payloads WHERE id = 2", 2],
])("notices a damaged payload of which nobody asks (%s)", async (sql, id) => {
  const path = await makeMergedJournal();
  change(path, sql);
  const journal = await openJournal({ path });
  const found: JournalDamage[] = [];
  journal.onDamage((finding) => found.push(finding));
  expect(await journal.scrub({ restMs: 0, signal })).toEqual({ events: 3, payloads: 2 });
  expect(found).toContainEqual(expect.objectContaining({ kind: "payload", id }));
});

async function makeJournalOf300(): Promise<string> {
  const path = temporaryJournalPath();
  const journal = await openJournal({ path });
  for (let n = 0; n < 300; n++) {
    const size = n % 100 === 0 ? 3_000_000 : 2_000;
    await journal.append(makeAppend([{ key: `key ${n}`, content: "x".repeat(size) }]));
  }
  expect(await journal.scrub({ restMs: 0, signal })).toEqual({ events: 300, payloads: 300 });
  await journal.close();
  return path;
}

it.each([
  [
    "says that it holds three fewer than it does",
    3,
    (cells: Buffer) => cells.writeUInt16BE(cells.readUInt16BE() - 3),
  ],
  ["is none any more", 0, (kind: Buffer) => kind.writeUInt8(0xff)],
] as const)("looks at payloads in steps of their size, and past a page that %s", async (_, at, damage) => {
  const path = await makeJournalOf300();
  const db = new DatabaseSync(path);
  const { page } = db
    .prepare(
      "SELECT pageno AS page FROM dbstat WHERE name = 'payloads' AND pagetype = 'leaf' AND ncell > 3 LIMIT 1",
    )
    .get() as { page: number };
  const size = db.prepare("PRAGMA page_size").get() as { page_size: number };
  db.close();
  const bytes = readFileSync(path);
  const start = (page - 1) * size.page_size + at;
  damage(bytes.subarray(start, start + 2));
  writeFileSync(path, bytes);

  const journal = await openJournal({ path });
  const found: JournalDamage[] = [];
  journal.onDamage((finding) => found.push(finding));
  const { payloads } = await journal.scrub({ restMs: 0, signal });
  expect(payloads).toBeLessThan(300);
  expect(payloads).toBeGreaterThan(200);
  expect(found.filter(({ kind }) => kind === "payload")).toHaveLength(300 - payloads);
});
