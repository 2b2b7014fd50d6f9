import { noUserId } from "@musette/core";
import { expect, it } from "vitest";
import { makeAppend } from "../testdata/make-append.ts";
import { openJournal } from "../testdata/open-journal.ts";
import { temporaryJournalPath } from "../testdata/temporary-journal-path.ts";

const made = { userId: "u", developer: "local-dev", provider: "PELOTON", atMs: 5_000 };

it("makes a user, changes what is given and leaves the rest", async () => {
  const journal = await openJournal();
  const fresh = { referenceId: null, active: true, scopes: null, lastEventAtMs: null, newestStartMs: null };
  const { atMs: createdAtMs, ...identity } = made;
  expect(await journal.saveUser(made)).toEqual({ ...identity, createdAtMs, ...fresh });
  await journal.saveUser({ userId: "u", referenceId: "ana", scopes: "activity,sleep", atMs: 6_000 });
  const changed = { ...identity, createdAtMs, ...fresh, referenceId: "ana", scopes: "activity,sleep" };
  const inactive = await journal.saveUser({ userId: "u", active: false, atMs: 7_000 });
  expect(inactive).toEqual({ ...changed, active: false });
  expect(await journal.findUser({ userId: "u" })).toEqual(inactive);
  const cleared = { userId: "u", referenceId: null, scopes: null, provider: "IFIT", active: true, atMs: 1 };
  expect(await journal.saveUser(cleared)).toMatchObject({
    referenceId: null,
    scopes: null,
    provider: "IFIT",
  });
});

it("keeps users with their developers, and makes none of half the facts", async () => {
  const journal = await openJournal();
  await journal.saveUser(made);
  await expect(journal.saveUser({ ...made, developer: "intruder" })).rejects.toMatchObject({
    code: "journal.foreign_user",
  });
  await expect(journal.saveUser({ userId: "new", developer: "local-dev", atMs: 1 })).rejects.toMatchObject({
    code: "journal.failed",
    message: 'There is no user "new" to change. Give developer and provider, and it is made.',
  });
  expect(await journal.findUser({ userId: "new" })).toBeUndefined();
});

it("lists a developer's users, oldest first, in pages, by reference too, and nobody is none", async () => {
  const journal = await openJournal();
  const ids = ["c", "a", "b", "e", "d"];
  for (const [index, userId] of ids.entries()) {
    await journal.saveUser({ ...made, userId, referenceId: index % 2 === 0 ? "even" : null });
  }
  await journal.saveUser({ ...made, userId: "foreign", developer: "other" });
  const nobody = { user_id: noUserId, provider: "TERRA" };
  await journal.append(makeAppend([{ key: "health", type: "healthcheck", user: nobody }]));
  const list = async (page: number, perPage: number, referenceId?: string) => {
    const query = { developer: "local-dev", page, perPage, ...(referenceId && { referenceId }) };
    const { users, total } = await journal.users(query);
    return [users.map(({ userId }) => userId), total];
  };
  expect(await list(0, 2)).toEqual([["c", "a"], 5]);
  expect(await list(2, 2)).toEqual([["d"], 5]);
  expect(await list(3, 2)).toEqual([[], 5]);
  expect(await list(0, 9, "even")).toEqual([["c", "b", "d"], 3]);
});

it("tells when a user's newest event arrived and started, before and after a restart", async () => {
  const path = temporaryJournalPath();
  const journal = await openJournal({ path });
  const append = async (key: string, receivedAtMs: number, startTime: string | null) =>
    await journal.append(makeAppend([{ key, startTime }], { receivedAtMs }));
  await append("a", 1_000, "2026-05-01T00:00:00Z");
  await append("b", 2_000, "2026-04-01T00:00:00Z");
  const newest = { lastEventAtMs: 2_000, newestStartMs: Date.parse("2026-04-01T00:00:00Z") };
  expect(await journal.findUser({ userId: "user-1" })).toMatchObject(newest);
  // Merges what it deletes into the tables first; what is known of the newest event outlives it.
  await journal.prune({ beforeMs: 9_000, signal: AbortSignal.timeout(5_000) });
  expect(await journal.findUser({ userId: "user-1" })).toMatchObject(newest);
  await append("c", 3_000, null);
  await journal.close();
  const reopened = await openJournal({ path });
  const { users } = await reopened.users({ developer: "local-dev", page: 0, perPage: 9 });
  expect(users).toMatchObject([{ lastEventAtMs: 3_000, newestStartMs: null }]);
});
