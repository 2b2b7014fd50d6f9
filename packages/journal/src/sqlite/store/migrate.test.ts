import { DatabaseSync } from "node:sqlite";
import { eventId } from "@musette/core";
import { expect, it } from "vitest";
import { openJournal } from "../../testdata/open-journal.ts";
import { temporaryJournalPath } from "../../testdata/temporary-journal-path.ts";
import { inspectSqliteJournal } from "../inspect-sqlite-journal.ts";
import { hashKey } from "./hash-key.ts";
import { version1 } from "./schema/version-1.ts";

const at = 1_700_000_000_000;
const startTime = "2026-01-02T03:04:05Z";

/** A journal as the first release left it: two events of a user, of which the first is indexed. */
function makeVersion1(path: string): void {
  const db = new DatabaseSync(path);
  db.exec(`${version1} PRAGMA application_id = 0x4d757374; PRAGMA user_version = 1;`);
  db.exec(`INSERT INTO users VALUES (7, 'user-1', 'local-dev', 'ana', 'PELOTON', ${at});
           UPDATE log SET head_seq = 2, last_payload_id = 1, events = 2, indexed_through = 1;
           INSERT INTO payloads VALUES (1, 'peloton', 'local-dev', ${at}, '{"userId":"user-1"}', 1, 2, 0, 2, x'7b7d');
           INSERT INTO cursors VALUES ('lake', 2, 'healthy', ${at}, NULL, NULL, 0, 0);
           INSERT INTO retries VALUES ('lake', 1, 'one', 1, ${at}, ${at}, 'timeout', 'late');
           INSERT INTO dead_letters VALUES ('lake', 2, 'two', 1, ${at}, 'rejected', 'no');
           INSERT INTO by_user VALUES (7, 'activity', ${Date.parse(startTime)}, 1);`);
  const insert = db.prepare(`INSERT INTO events VALUES (?, ?, ?, ${at}, 0, 'activity', 7,
    '{"user_id":"user-1","provider":"PELOTON"}', ?, NULL, ?, NULL, 0, ?, 'local-dev', 'peloton', 1)`);
  for (const [index, key] of ["one", "two"].entries()) {
    const id = eventId(key, "digest");
    insert.run(index + 1, id, key, startTime, Date.parse(startTime), at + index);
    if (index > 0) continue;
    const bytes = (hex: string) => Buffer.from(hex.replaceAll("-", ""), "hex");
    db.prepare("INSERT INTO by_key VALUES (?, 1, ?, ?, NULL)").run(bytes(hashKey(key)), bytes(id), at);
  }
  db.close();
}

it("takes over a journal of version 1 with everything in it", async () => {
  const path = temporaryJournalPath();
  makeVersion1(path);
  expect(() => inspectSqliteJournal(path)).toThrow("has schema version 1; this Musette reads 8");

  const journal = await openJournal({ path });
  expect((await journal.read({ after: 0, limit: 9 })).map(({ key }) => key)).toEqual(["one", "two"]);
  expect(await journal.findUser({ userId: "user-1" })).toEqual({
    userId: "user-1",
    developer: "local-dev",
    referenceId: "ana",
    provider: "PELOTON",
    createdAtMs: at,
    active: true,
    scopes: null,
    lastEventAtMs: at + 1,
    newestStartMs: Date.parse(startTime),
  });
  expect(await journal.retries("lake", { afterSeq: 0, limit: 9 })).toMatchObject([
    { seq: 1, code: "timeout" },
  ]);
  expect(await journal.destinations()).toMatchObject([{ retries: 1, deadLetters: 1 }]);
  await journal.requeue({ destinations: ["lake"], events: [{ seq: 2 }], atMs: at });
  expect(await journal.destinations()).toMatchObject([{ retries: 2, deadLetters: 0 }]);
  expect(
    (await inspectSqliteJournal(path).users({ developer: "local-dev", page: 0, perPage: 9 })).total,
  ).toBe(1);
});

it("knows of the newest event of a user that was merged before", async () => {
  const path = temporaryJournalPath();
  makeVersion1(path);
  const db = new DatabaseSync(path);
  db.exec("DELETE FROM events WHERE seq = 2");
  db.close();
  const journal = await openJournal({ path });
  expect(await journal.findUser({ userId: "user-1" })).toMatchObject({
    lastEventAtMs: at,
    newestStartMs: Date.parse(startTime),
  });
});
