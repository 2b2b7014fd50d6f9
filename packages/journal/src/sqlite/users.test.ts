import { noUserId } from "@musette/core";
import { expect, it } from "vitest";
import { makeAppend } from "../testdata/make-append.ts";
import { openJournal } from "../testdata/open-journal.ts";
import { temporaryJournalPath } from "../testdata/temporary-journal-path.ts";

const at = 1_700_000_000_000;

it("makes a user of the first event that names it, and keeps its reference up to date", async () => {
  const journal = await openJournal();
  const name = async (key: string, reference_id?: string | null) => {
    const user = {
      user_id: "u",
      provider: "PELOTON",
      ...(reference_id === undefined ? {} : { reference_id }),
    };
    await journal.append(makeAppend([{ key, user }]));
    return (await journal.findUser({ userId: "u" }))?.referenceId;
  };
  expect(await journal.findUser({ userId: "u" })).toBeUndefined();
  expect(await name("one")).toBeNull();
  expect(await name("two", "ana")).toBe("ana");
  expect(await name("three", null)).toBe("ana");
  expect(await name("four", "anna")).toBe("anna");
  expect(await journal.findUser({ userId: "u" })).toEqual({
    userId: "u",
    developer: "local-dev",
    referenceId: "anna",
    provider: "PELOTON",
    createdAtMs: at,
    active: true,
    scopes: null,
    lastEventAtMs: at,
    newestStartMs: Date.parse("2026-01-02T03:04:05+01:00"),
  });
});

it("finds a user by the developer's reference and the provider", async () => {
  const journal = await openJournal();
  const connections = [
    { user_id: "u1", provider: "PELOTON", reference_id: "ana" },
    { user_id: "u2", provider: "IFIT", reference_id: "ana" },
  ];
  await journal.append(makeAppend(connections.map((user) => ({ key: user.user_id, user }))));
  const find = async (developer: string, provider?: string) =>
    (await journal.findUser({ developer, referenceId: "ana", ...(provider ? { provider } : {}) }))?.userId;
  expect(await find("local-dev", "PELOTON")).toBe("u1");
  expect(await find("local-dev", "IFIT")).toBe("u2");
  expect(await find("local-dev")).toBe("u2");
  expect(await find("local-dev", "FITBIT")).toBeUndefined();
  expect(await find("somebody-else")).toBeUndefined();
});

it("refuses an append that names another developer's user, and stores the others beside it", async () => {
  const journal = await openJournal();
  await journal.append(makeAppend([{ key: "one" }], { developer: "owner" }));
  const stranger = { user_id: "user-2", provider: "PELOTON" };
  const results = await Promise.allSettled([
    journal.append(makeAppend([{ key: "two", user: stranger }, { key: "three" }], { developer: "intruder" })),
    journal.append(makeAppend([{ key: "four" }], { developer: "owner" })),
  ]);
  expect(results[0]).toMatchObject({ reason: { code: "journal.foreign_user" } });
  expect(results[1].status).toBe("fulfilled");
  const keys = (await journal.read({ after: 0, limit: 10 })).map(({ key }) => key);
  expect(keys).toEqual(["one", "four"]);
  expect(await journal.findUser({ userId: "user-2" })).toBeUndefined();
});

it("takes events that are nobody's from every developer, and shows each its own", async () => {
  const journal = await openJournal();
  const user = { user_id: noUserId, provider: "TERRA" };
  for (const developer of ["one", "two"]) {
    await journal.append(makeAppend([{ key: developer, type: "healthcheck", user }], { developer }));
  }
  const query = { userId: noUserId, type: "healthcheck", fromMs: 0, toMs: Date.UTC(2100, 0), limit: 10 };
  for (const developer of ["one", "two"]) {
    const found = await journal.history({ ...query, developer });
    expect(found.map(({ key }) => key)).toEqual([developer]);
  }
});

it("knows a user again whose id holds half a surrogate pair or U+0000", async () => {
  const path = temporaryJournalPath();
  for (const user_id of ["half \ud83d", "nothing \u0000 more"]) {
    const user = { user_id, provider: "PELOTON" };
    const journal = await openJournal({ path });
    for (const key of ["one", "two"]) await journal.append(makeAppend([{ key: `${user_id} ${key}`, user }]));
    const found = await journal.findUser({ userId: user_id });
    expect(found).toMatchObject({ userId: user_id.toWellFormed(), provider: "PELOTON" });
    await journal.close();
    const again = await openJournal({ path });
    const damage: string[] = [];
    again.onDamage(({ message }) => damage.push(message));
    expect(await again.findUser({ userId: user_id })).toEqual(found);
    expect(damage).toEqual([]);
    await again.close();
  }
});
