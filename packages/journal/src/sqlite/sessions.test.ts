import { expect, it } from "vitest";
import type { Session } from "../journal.ts";
import { openJournal } from "../testdata/open-journal.ts";
import { temporaryJournalPath } from "../testdata/temporary-journal-path.ts";

const day = 86_400_000;
const session: Session = {
  digest: "d1",
  kind: "widget",
  developer: "local-dev",
  data: { reference_id: "ana", providers: ["PELOTON"] },
  expiresAtMs: 10_000,
  usedAtMs: null,
};

it("keeps a session over a restart, and lets it be used once before it expires", async () => {
  const path = temporaryJournalPath();
  const clock = { now: () => 1_000, elapsed: () => 0, after: () => () => undefined };
  const first = await openJournal({ path, clock });
  await first.saveSession(session);
  await first.close();
  const journal = await openJournal({ path, clock });
  expect(await journal.findSession("d1")).toEqual(session);
  expect(await journal.findSession("d2")).toBeUndefined();
  expect(await journal.useSession({ digest: "d2", atMs: 2_000 })).toBe(false);
  const uses = [2_000, 2_001, 2_002].map((atMs) => journal.useSession({ digest: "d1", atMs }));
  expect(await Promise.all(uses)).toEqual([true, false, false]);
  expect(await journal.findSession("d1")).toEqual({ ...session, usedAtMs: 2_000 });
});

it("refuses one that has expired, still tells it from none for a day, then forgets it", async () => {
  let nowMs = 1_000;
  const journal = await openJournal({
    clock: { now: () => nowMs, elapsed: () => 0, after: () => () => undefined },
  });
  await journal.saveSession(session);
  expect(await journal.useSession({ digest: "d1", atMs: 10_000 })).toBe(false);
  nowMs = 10_000 + day - 1;
  await journal.saveSession({ ...session, digest: "d2", expiresAtMs: nowMs + 1 });
  expect(await journal.findSession("d1")).toEqual(session);
  nowMs += 1;
  await journal.saveSession({ ...session, digest: "d3", expiresAtMs: nowMs + 1 });
  expect(await journal.findSession("d1")).toBeUndefined();
  expect(await journal.findSession("d2")).toBeDefined();
});

it("keeps one connection for each user, until it is deleted", async () => {
  const journal = await openJournal();
  const connection = {
    userId: "u",
    source: "peloton",
    sealed: new Uint8Array([1, 2, 3]),
    savedAtMs: 5,
  } as const;
  await journal.saveConnection(connection);
  await journal.saveConnection({ ...connection, userId: "other" });
  expect(await journal.findConnection("u")).toEqual(connection);
  const renewed = { ...connection, source: "ifit", sealed: new Uint8Array([4]), savedAtMs: 6 } as const;
  await journal.saveConnection(renewed);
  expect(await journal.findConnection("u")).toEqual(renewed);
  await journal.deleteConnection("u");
  await journal.deleteConnection("u");
  expect(await journal.findConnection("u")).toBeUndefined();
  expect(await journal.findConnection("other")).toBeDefined();
});
