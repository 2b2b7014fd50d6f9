import { JournalError } from "@musette/core";
import { expect, it, onTestFinished } from "vitest";
import { temporaryJournalPath } from "../../testdata/temporary-journal-path.ts";
import { createCheckedEvents } from "./checked-events.ts";
import { createCommitTimes } from "./commit-times.ts";
import { createCommitTogether } from "./commit-together.ts";
import { createDamage } from "./damage.ts";
import { openDatabase } from "./database.ts";
import { createEventIndex } from "./event-index.ts";
import { readHead } from "./head.ts";
import { createUsers } from "./users.ts";

function openTable() {
  const db = openDatabase(temporaryJournalPath());
  onTestFinished(() => db.close());
  db.exec("CREATE TABLE things (name TEXT PRIMARY KEY, body BLOB)");
  const head = readHead(db);
  const index = createEventIndex(db, { head, checked: createCheckedEvents(db, createDamage()) });
  const users = createUsers(db, head);
  const commitTogether = createCommitTogether(db, { head, index, users, commitTimes: createCommitTimes() });
  const insert = db.prepare("INSERT INTO things VALUES (?, ?)");
  const put =
    (name: string, bytes = 10) =>
    () => {
      head.seq += 1;
      insert.run(name, new Uint8Array(bytes));
      return name;
    };
  const names = () =>
    db
      .prepare("SELECT name FROM things ORDER BY rowid")
      .all()
      .map(({ name }) => name);
  return { db, head, users, commitTogether, put, names };
}

it("gives each write its own outcome", () => {
  const { commitTogether, put, names } = openTable();
  const refused = new JournalError("journal.foreign_user", "not yours");
  const refuse = () => {
    throw refused;
  };
  expect(commitTogether([put("a"), refuse, put("b")])).toEqual([
    { value: "a" },
    { error: refused },
    { value: "b" },
  ]);
  expect(names()).toEqual(["a", "b"]);
});

it("lets the others through when SQLite fails one of them", () => {
  const { head, commitTogether, put, names } = openTable();
  const outcomes = commitTogether([put("a"), put("a"), put("b")]);
  expect(outcomes).toMatchObject([{ value: "a" }, { error: { code: "journal.failed" } }, { value: "b" }]);
  expect(names()).toEqual(["a", "b"]);
  expect(head.seq).toBe(2);
});

it("answers journal.full when the disk is, stores what fits, and goes on when there is room", () => {
  const { db, head, commitTogether, put, names } = openTable();
  const { page_count: pages } = db.prepare("PRAGMA page_count").get() as { page_count: number };
  // SQLite answers as it does for a disk without space.
  db.exec(`PRAGMA max_page_count = ${pages + 4}`);
  const outcomes = commitTogether([put("small"), put("large", 1_000_000), put("last")]);
  expect(outcomes).toMatchObject([
    { value: "small" },
    { error: { code: "journal.full" } },
    { value: "last" },
  ]);
  expect(names()).toEqual(["small", "last"]);

  db.exec("PRAGMA max_page_count = 100000");
  expect(commitTogether([put("large", 1_000_000)])).toEqual([{ value: "large" }]);
  expect(readHead(db)).toEqual(head);
});

it("knows users as they were before what was undone", () => {
  const { users, commitTogether } = openTable();
  const user = { userId: "ana", referenceId: null, provider: "PELOTON" };
  const remember = (provider: string) => {
    const known = users.recognize("ana", "dev");
    users.remember({ ...user, provider }, known, "dev", 0);
    return users.recognize("ana", "dev")?.provider;
  };
  const fail = () => {
    throw new Error("The disk does not take it.");
  };
  const rememberAndFail = () => {
    remember("IFIT");
    return fail();
  };
  expect(commitTogether([rememberAndFail])).toMatchObject([{ error: { code: "journal.failed" } }]);
  expect(users.recognize("ana", "dev")).toBeUndefined();
  expect(commitTogether([() => remember("PELOTON")])).toEqual([{ value: "PELOTON" }]);
  expect(commitTogether([rememberAndFail])).toMatchObject([{ error: { code: "journal.failed" } }]);
  expect(users.recognize("ana", "dev")?.provider).toBe("PELOTON");
});
