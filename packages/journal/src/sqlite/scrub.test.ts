import { expect, it } from "vitest";
import type { Journal, JournalDamage } from "../journal.ts";
import { makeAppend } from "../testdata/make-append.ts";
import { changeRows } from "../testdata/change-rows.ts";
import { damagePage } from "../testdata/damage-page.ts";
import { findings } from "../testdata/findings.ts";
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
  changeRows(path, "UPDATE log SET indexed_through = head_seq");
  const again = await openJournal({ path });
  await scrub(again);
  await again.close();
  return path;
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
  changeRows(path, sql);
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
  damagePage(path, "by_key", (page) => void page.writeUInt8(0xff));
  const journal = await openJournal({ path });
  expect(await scrub(journal)).toMatchObject([
    { kind: "indexes", message: expect.stringContaining("It cannot be put back") },
  ]);
  expect((await journal.read({ after: 0, limit: 9 })).map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

it("makes the list by type and provider anew", async () => {
  const path = await makeMergedJournal();
  damagePage(
    path,
    "events_by_facet",
    (page) => void page.write("PELOTOM", page.indexOf("PELOTON"), "latin1"),
  );

  const journal = await openJournal({ path });
  expect(await scrub(journal)).toMatchObject([
    { kind: "indexes", message: expect.stringContaining("made anew") },
  ]);
  expect(await look(journal)).toEqual(well);
});

it("notices a damaged event of which nobody asks, and ends when it is to", async () => {
  const path = await makeMergedJournal();
  changeRows(path, "UPDATE events SET start_time = '1999' WHERE seq = 2");
  const journal = await openJournal({ path });
  const found = findings(journal);
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
  changeRows(path, sql);
  const journal = await openJournal({ path });
  const found = findings(journal);
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
    (page: Buffer): void => void page.writeUInt16BE(page.readUInt16BE(3) - 3, 3),
  ],
  ["is none any more", (page: Buffer): void => void page.writeUInt8(0xff)],
] as const)("looks at payloads in steps of their size, and past a page that %s", async (_, damage) => {
  const path = await makeJournalOf300();
  damagePage(path, "payloads", damage);
  const journal = await openJournal({ path });
  const found = findings(journal);
  const { payloads } = await journal.scrub({ restMs: 0, signal });
  expect(payloads).toBeLessThan(300);
  expect(payloads).toBeGreaterThan(200);
  expect(found.filter(({ kind }) => kind === "payload")).toHaveLength(300 - payloads);
});
