import { expect, it } from "vitest";
import { inspectSqliteJournal } from "./inspect-sqlite-journal.ts";
import { makeAppend } from "../testdata/make-append.ts";
import { changeRows } from "../testdata/change-rows.ts";
import { damagePage } from "../testdata/damage-page.ts";
import { findings } from "../testdata/findings.ts";
import { openJournal } from "../testdata/open-journal.ts";
import { temporaryJournalPath } from "../testdata/temporary-journal-path.ts";

const atMs = 1_700_000_000_000;
const ana = { user_id: "ana", provider: "PELOTON", reference_id: "reference-of-ana" };
const ben = { user_id: "ben", provider: "IFIT" };
const page = { afterSeq: 0, limit: 99 };
const whole = { developer: "local-dev", type: "activity", fromMs: 0, toMs: 4e12, limit: 99 };

/** Two rides of Ana, two of Ben; of "lake" one is tried again and one given up, one item is quarantined. */
async function makeClosedJournal(): Promise<string> {
  const path = temporaryJournalPath();
  const journal = await openJournal({ path });
  const problem = { item: 1, code: "ingest.unrecognised", pointer: "/1", message: "not understood" };
  for (const [n, user] of [ana, ana, ben, ben].entries()) {
    const quarantine = n === 0 ? [problem] : [];
    await journal.append(makeAppend([{ key: `key-${n + 1}`, user }], { quarantine }));
  }
  await journal.openCursor("lake", "beginning");
  await journal.openCursor("other", "beginning");
  await journal.claim("lake", { id: "one", after: 0, through: 4 });
  const failure = { attempts: 3, code: "timeout", message: "too late" } as const;
  await journal.settle("lake", {
    claimId: "one",
    removeRetries: [],
    retries: [{ seq: 2, key: "key-2", nextAtMs: atMs, firstFailedAtMs: atMs, ...failure }],
    deadLetters: [{ seq: 3, key: "key-3", deadAtMs: atMs, ...failure }],
  });
  await journal.close();
  return path;
}

it.each([
  ["UPDATE retries SET seq = 4", "retries", [2, 4]],
  ["UPDATE retries SET key = 'key-9'", "retries", [2]],
  ["UPDATE retries SET message = 'too lste', request = '{'", "retries", [2]],
  ["UPDATE dead_letters SET seq = 1", "dead letters", [1, 2, 3]],
  ["UPDATE dead_letters SET code = 'timeouu'", "dead letters", [2, 3]],
] as const)("delivers again what was damaged while it waited (%s)", async (sql, kind, seqs) => {
  const path = await makeClosedJournal();
  changeRows(path, sql);
  const journal = await openJournal({ path });
  expect(findings(journal)).toMatchObject([{ kind, message: expect.stringContaining("again") }]);
  expect((await journal.retries("lake", page)).map(({ seq }) => seq)).toEqual(seqs);
  expect(await journal.retries("other", page)).toEqual([]);
  const deadLetters = kind === "retries" ? 1 : 0;
  expect(await journal.deadLetters("lake", page)).toHaveLength(deadLetters);
  expect(await journal.destinations()).toMatchObject([{ retries: seqs.length, deadLetters }, { retries: 0 }]);
  await journal.close();
  expect(findings(await openJournal({ path }))).toEqual([]);
});

it("delivers it to all destinations where it is damaged whose it was", async () => {
  const path = await makeClosedJournal();
  changeRows(path, "UPDATE retries SET destination = 'lakf'");
  const journal = await openJournal({ path });
  expect(findings(journal)).toContainEqual(expect.objectContaining({ kind: "retries", id: 2 }));
  for (const name of ["lake", "other"]) expect(await journal.retries(name, page)).toMatchObject([{ seq: 2 }]);
});

it("leaves out what is damaged while the journal is open, and says so", async () => {
  const path = await makeClosedJournal();
  const journal = await openJournal({ path });
  changeRows(path, "UPDATE retries SET attempts = 4; UPDATE dead_letters SET attempts = 4");
  expect(await journal.retries("lake", page)).toEqual([]);
  expect(await journal.deadLetters("lake", page)).toEqual([]);
  expect(findings(journal)).toMatchObject([{ kind: "retries" }, { kind: "dead letters" }]);
});

it("says which item of the quarantine is damaged", async () => {
  const path = await makeClosedJournal();
  changeRows(path, "UPDATE quarantine SET item = 0");
  expect(findings(await openJournal({ path }))).toMatchObject([{ kind: "quarantine", id: 1 }]);
});

it("says which item of the quarantine was damaged while the journal was open, and lists it", async () => {
  const path = await makeClosedJournal();
  const journal = await openJournal({ path });
  changeRows(path, "UPDATE quarantine SET message = 'not understooe'");
  expect(await journal.quarantined({ afterId: 0, limit: 9 })).toMatchObject([{ id: 1 }]);
  expect(findings(journal)).toMatchObject([{ kind: "quarantine", id: 1 }]);
});

it("makes a user anew from an event", async () => {
  const path = await makeClosedJournal();
  changeRows(
    path,
    "UPDATE users SET user_id = 'anb', provider = 'PELOTOO', active = 3 WHERE user_id = 'ana'",
  );
  const journal = await openJournal({ path });
  expect(findings(journal)).toMatchObject([
    { kind: "users", id: 1, message: expect.stringContaining("made anew from an event") },
    { kind: "users", id: 0 },
  ]);
  expect(await journal.findUser({ userId: "ana" })).toMatchObject({
    provider: "PELOTON",
    referenceId: "reference-of-ana",
    active: true,
  });
  expect(await journal.history({ ...whole, userId: "ana" })).toHaveLength(2);
  await journal.close();
  expect(findings(await openJournal({ path }))).toEqual([]);
});

it("removes a user of whom there is no event", async () => {
  const path = await makeClosedJournal();
  const first = await openJournal({ path });
  await first.saveUser({ userId: "cleo", developer: "local-dev", provider: "IFIT", atMs });
  await first.close();
  changeRows(path, "UPDATE users SET developer = 'local-dew' WHERE user_id = 'cleo'");
  const journal = await openJournal({ path });
  expect(findings(journal)).toMatchObject([
    { kind: "users", id: 3, message: expect.stringContaining("next payload makes it anew") },
    { id: 0 },
  ]);
  expect(await journal.findUser({ userId: "cleo" })).toBeUndefined();
  expect(
    await journal.append(makeAppend([{ key: "key-5", user: { ...ben, user_id: "cleo" } }])),
  ).toMatchObject([{ seq: 5, duplicate: false }]);
});

/** Flips a bit so many bytes from the beginning of the page or, below 0, from its end. */
function flipInPage(path: string, name: string, offset: number, bit: number): void {
  damagePage(path, name, (page) => {
    const at = offset < 0 ? page.length + offset : offset;
    page[at] = (page[at] ?? 0) ^ (1 << bit);
  });
}

it.each([
  ["retries", "retries"],
  ["dead_letters", "dead letters"],
  ["quarantine", "quarantine"],
  ["users", "users"],
])("says so where the page of %s holds less than it says", async (table, kind) => {
  const path = await makeClosedJournal();
  // The number of rows in the page: 16 more.
  flipInPage(path, table, 4, 4);
  const journal = await openJournal({ path });
  expect(findings(journal)).toContainEqual(expect.objectContaining({ kind }));
  expect(await journal.read({ after: 0, limit: 9 })).toHaveLength(4);
});

it.each(["sqlite_autoindex_users_1", "users_by_developer", "users_by_reference"])(
  "makes the index %s of users anew",
  async (name) => {
    const path = await makeClosedJournal();
    // The end of the page is the end of the first entry: the number of the row.
    flipInPage(path, name, name === "sqlite_autoindex_users_1" ? -1 : -3, 1);

    const journal = await openJournal({ path });
    expect(findings(journal)).toMatchObject([{ kind: "users", id: 0 }]);
    for (const userId of ["ana", "ben"]) {
      const events = await journal.history({ ...whole, userId });
      expect(events.map(({ user }) => user.user_id)).toEqual([userId, userId]);
    }
    await journal.close();
    expect(findings(await openJournal({ path }))).toEqual([]);
  },
);

it("takes nobody for another user where the number of a row is damaged", async () => {
  const path = await makeClosedJournal();
  changeRows(path, "DELETE FROM users WHERE user_id = 'ana'; UPDATE users SET row = 1 WHERE user_id = 'ben'");
  const journal = await openJournal({ path });
  expect(findings(journal)).toMatchObject([{ kind: "users", id: 1 }, { id: 0 }]);
  expect(await journal.findUser({ userId: "ben" })).toBeUndefined();
  expect(await journal.history({ ...whole, userId: "ana" })).toHaveLength(2);
});

it("answers nothing about a user that is damaged while the journal is open", async () => {
  const path = await makeClosedJournal();
  const journal = await openJournal({ path });
  changeRows(path, "UPDATE users SET scopes = 'x' WHERE user_id = 'ana'");
  const error = { code: "journal.corrupt", message: expect.stringContaining("restart") };
  await expect(journal.findUser({ userId: "ana" })).rejects.toMatchObject(error);
  await expect(journal.history({ ...whole, userId: "ana" })).rejects.toMatchObject(error);
  await expect(journal.append(makeAppend([{ key: "key-5", user: ana }]))).rejects.toMatchObject(error);
  expect(await journal.history({ ...whole, userId: "ben" })).toHaveLength(2);
});

it("says that users cannot be read of whom a page is none any more, and serves events", async () => {
  const path = await makeClosedJournal();
  damagePage(path, "users", (page) => void page.writeUInt8(0xff));
  const journal = await openJournal({ path });
  expect(findings(journal)).toMatchObject([
    { kind: "users", message: expect.stringContaining("cannot be read") },
  ]);
  await expect(journal.findUser({ userId: "ana" })).rejects.toMatchObject({ code: "journal.corrupt" });
  expect(await journal.read({ after: 0, limit: 9 })).toHaveLength(4);
});

it("lists nobody who is damaged, or another developer's, while the journal is open", async () => {
  const path = await makeClosedJournal();
  const journal = await openJournal({ path });
  const ofAna = { developer: "local-dev", referenceId: "reference-of-ana" };
  const everybody = { developer: "local-dev", page: 0, perPage: 9 };
  changeRows(path, "UPDATE users SET provider = 'IFIU' WHERE user_id = 'ben'");
  expect((await journal.users(everybody)).users.map(({ userId }) => userId)).toEqual(["ana"]);
  expect(findings(journal)).toMatchObject([
    { kind: "users", id: 0, message: expect.stringContaining("left out") },
  ]);
  const id = await journal.findUser(ofAna);
  expect(id).toMatchObject({ userId: "ana" });
  changeRows(path, "UPDATE users SET created_at = 7 WHERE user_id = 'ana'");
  await expect(journal.findUser(ofAna)).rejects.toMatchObject({ code: "journal.corrupt" });
  expect((await journal.users({ ...everybody, referenceId: "reference-of-ana" })).users).toEqual([]);
});

it("takes nobody for another where an index leads to somebody else", async () => {
  const path = await makeClosedJournal();
  const reads = inspectSqliteJournal(path);
  const ofAna = { developer: "local-dev", referenceId: "reference-of-ana" };
  expect(await reads.findUser(ofAna)).toMatchObject({ userId: "ana" });
  await reads.close();
  // In the index, the reference of Ana's row.
  flipInPage(path, "users_by_reference", -1, 1);
  const damaged = inspectSqliteJournal(path);
  const ofAnother = { developer: "local-dev", referenceId: "reference-of-anc" };
  await expect(damaged.findUser(ofAnother)).rejects.toMatchObject({ code: "journal.corrupt" });
  expect((await damaged.users({ ...ofAnother, page: 0, perPage: 9 })).users).toEqual([]);
  await damaged.close();
});

it("neither serves nor erases what is another user's, whatever the index says", async () => {
  const path = await makeClosedJournal();
  changeRows(path, `INSERT INTO by_user VALUES (1, 'activity', ${atMs}, 3)`);
  const journal = await openJournal({ path });
  const userIds = (await journal.history({ ...whole, userId: "ana" })).map(({ user }) => user.user_id);
  expect(userIds).toEqual(["ana", "ana"]);
  await journal.eraseUser({ userId: "ana", keep: [] });
  expect(await journal.history({ ...whole, userId: "ben" })).toHaveLength(2);
});

it("gives rows of before there were sums theirs, once", async () => {
  const path = await makeClosedJournal();
  const tables = ["retries", "dead_letters", "quarantine", "users"];
  changeRows(
    path,
    `${tables.map((table) => `UPDATE ${table} SET sum = NULL;`).join(" ")} UPDATE log SET rows_summed = 0`,
  );
  const journal = await openJournal({ path });
  expect(findings(journal)).toEqual([]);
  expect(await journal.retries("lake", page)).toMatchObject([{ seq: 2, attempts: 3 }]);
  expect(await journal.destinations()).toMatchObject([{ retries: 1, deadLetters: 1 }, {}]);
  await journal.close();
  changeRows(path, "UPDATE retries SET sum = NULL");
  expect(findings(await openJournal({ path }))).toMatchObject([{ kind: "retries", id: 2 }]);
});
