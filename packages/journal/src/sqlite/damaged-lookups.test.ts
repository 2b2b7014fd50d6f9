import { expect, it } from "vitest";
import type { Connection, Journal, Session } from "../journal.ts";
import { makeAppend } from "../testdata/make-append.ts";
import { changeRows } from "../testdata/change-rows.ts";
import { damagePage } from "../testdata/damage-page.ts";
import { findings } from "../testdata/findings.ts";
import { openJournal } from "../testdata/open-journal.ts";
import { temporaryJournalPath } from "../testdata/temporary-journal-path.ts";

const connections: readonly Connection[] = ["ana", "ben"].map((userId) => ({
  userId,
  source: "peloton",
  sealed: new Uint8Array([1, 2, 3]),
  savedAtMs: 5,
}));
const sessions: readonly Session[] = ["one", "two"].map((digest) => ({
  digest,
  kind: "widget",
  developer: "local-dev",
  data: { reference_id: "ana" },
  expiresAtMs: 4e12,
  usedAtMs: null,
}));
const alias = { key: "08:00" };
const summary = () => makeAppend([{ key: "csv", alias: { ...alias, rank: "summary" } }]);
const inFull = (content: string, aliasKey = alias.key) =>
  makeAppend([{ key: "api", content, alias: { key: aliasKey, rank: "full" } }]);

/** Two connections, two sessions, and a workout that came as a summary first. */
async function makeClosedJournal(): Promise<string> {
  const path = temporaryJournalPath();
  const journal = await openJournal({ path });
  for (const connection of connections) await journal.saveConnection(connection);
  for (const session of sessions) await journal.saveSession(session);
  await journal.append(summary());
  await journal.append(inFull("a"));
  await journal.close();
  return path;
}

/** What is found of each that there was, and under which key the workout goes on. */
async function look(journal: Journal): Promise<unknown> {
  const found = {
    connections: await Promise.all(
      connections.map(async ({ userId }) => await journal.findConnection(userId)),
    ),
    sessions: await Promise.all(sessions.map(async ({ digest }) => await journal.findSession(digest))),
  };
  await journal.append(inFull("b"));
  const [newest] = await journal.read({ after: 2, limit: 1 });
  return { ...found, key: newest?.key };
}

const well = { connections, sessions, key: "csv" };

it("finds nothing wrong where nothing is", async () => {
  const path = await makeClosedJournal();
  const journal = await openJournal({ path });
  expect(findings(journal)).toEqual([]);
  expect(await look(journal)).toEqual(well);
});

it.each([
  "UPDATE connections SET sealed = x'010203ff' WHERE user_id = 'ana'",
  "UPDATE connections SET user_id = 'anb' WHERE user_id = 'ana'",
  "UPDATE connections SET source = 'ifit' WHERE user_id = 'ana'",
])("removes a connection that is damaged, and says who has to connect again (%s)", async (sql) => {
  const path = await makeClosedJournal();
  changeRows(path, sql);
  const journal = await openJournal({ path });
  expect(findings(journal)).toMatchObject([
    { kind: "connections", message: expect.stringMatching(/connect again: an[ab]\./) },
  ]);
  expect(await look(journal)).toEqual({ ...well, connections: [undefined, connections[1]] });
  await journal.close();
  expect(findings(await openJournal({ path }))).toEqual([]);
});

it("names twenty of those who have to connect again, and says how many more there are", async () => {
  const path = await makeClosedJournal();
  const first = await openJournal({ path });
  for (let n = 0; n < 30; n++) await first.saveConnection({ ...connections[0]!, userId: `user-${n}` });
  await first.close();
  changeRows(path, "UPDATE connections SET saved_at = 9 WHERE user_id LIKE 'user-%'");
  expect(findings(await openJournal({ path }))).toMatchObject([
    {
      message: expect.stringMatching(
        /30 are removed.* connect again: (user-\d+, ){19}user-\d+ and 10 more\./,
      ),
    },
  ]);
});

it.each([
  "UPDATE sessions SET data = '{' WHERE digest = 'one'",
  "UPDATE sessions SET developer = 'local-dew' WHERE digest = 'one'",
  "UPDATE sessions SET expires_at = 1 + expires_at WHERE digest = 'one'",
])("removes a session that is damaged (%s)", async (sql) => {
  const path = await makeClosedJournal();
  changeRows(path, sql);
  const journal = await openJournal({ path });
  expect(findings(journal)).toMatchObject([{ kind: "sessions", id: 0 }]);
  expect(await look(journal)).toEqual({ ...well, sessions: [undefined, sessions[1]] });
});

it.each([
  "UPDATE takeovers SET key = 'csw'",
  "UPDATE takeovers SET own_key_hash = zeroblob(16)",
  "UPDATE takeovers SET user_row = 7",
])("finds a workout again by its summary where its takeover is damaged (%s)", async (sql) => {
  const path = await makeClosedJournal();
  changeRows(path, sql);
  const journal = await openJournal({ path });
  expect(findings(journal)).toMatchObject([{ kind: "takeovers", id: 0 }]);
  expect(await look(journal)).toEqual(well);
  // And from then on without it.
  await journal.append(inFull("c", "08:01"));
  expect((await journal.read({ after: 3, limit: 1 })).map(({ key }) => key)).toEqual(["csv"]);
});

it("gives nobody a damaged connection, session or key while the journal is open", async () => {
  const path = await makeClosedJournal();
  const journal = await openJournal({ path });
  changeRows(
    path,
    `UPDATE connections SET sealed = x'00'; UPDATE sessions SET used_at = 1; UPDATE takeovers SET key = 'csw'`,
  );
  expect(await journal.useSession({ digest: "one", atMs: 9 })).toBe(false);
  expect(await look(journal)).toEqual({
    connections: [undefined, undefined],
    sessions: [undefined, undefined],
    key: "csv",
  });
  const kinds = findings(journal).map(({ kind }) => kind);
  expect(kinds.toSorted()).toEqual(["connections", "sessions", "takeovers"]);
  await journal.saveConnection({ ...connections[0]!, savedAtMs: 6 });
  expect(await journal.findConnection("ana")).toMatchObject({ savedAtMs: 6 });
});

it.each([
  ["sqlite_autoindex_takeovers_2", "takeovers"],
  ["takeovers_by_user", "takeovers"],
  ["sessions_by_expiry", "sessions"],
])("makes the index %s anew", async (name, kind) => {
  const path = await makeClosedJournal();
  // The last byte belongs to the first entry.
  damagePage(path, name, (page) => void page.writeUInt8((page.at(-1) ?? 0) ^ 1, page.length - 1));
  const journal = await openJournal({ path });
  expect(findings(journal)).toMatchObject([{ kind, message: expect.stringContaining("0 are removed") }]);
  expect(await look(journal)).toEqual(well);
  await journal.close();
  expect(findings(await openJournal({ path }))).toEqual([]);
});

it("says that a table cannot be put right of which a page is none any more, and puts right the others", async () => {
  const path = await makeClosedJournal();
  changeRows(path, "UPDATE takeovers SET key = 'csw'");
  damagePage(path, "connections", (page) => void page.writeUInt8(0xff));
  const journal = await openJournal({ path });
  expect(findings(journal)).toMatchObject([
    { kind: "connections", message: expect.stringContaining("cannot be put right") },
    { kind: "takeovers", message: expect.stringContaining("1 are removed") },
  ]);
  await expect(journal.findConnection("ana")).rejects.toMatchObject({ code: "journal.corrupt" });
  expect(await journal.findSession("one")).toEqual(sessions[0]);
  await journal.append(inFull("b"));
  expect((await journal.read({ after: 2, limit: 1 })).map(({ key }) => key)).toEqual(["csv"]);
});

it("gives rows of before there were sums theirs, once", async () => {
  const path = await makeClosedJournal();
  const tables = ["connections", "sessions", "takeovers"];
  const noSums = tables.map((table) => `UPDATE ${table} SET sum = NULL;`).join(" ");
  changeRows(path, `${noSums} UPDATE log SET lookups_summed = 0`);
  const journal = await openJournal({ path });
  expect(findings(journal)).toEqual([]);
  expect(await look(journal)).toEqual(well);
  await journal.close();
  changeRows(path, noSums);
  expect(findings(await openJournal({ path }))).toMatchObject(tables.map((kind) => ({ kind })));
});
