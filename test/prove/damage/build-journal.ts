import { hash } from "node:crypto";
import { cp } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { eventId, type EventHead } from "@musette/core";
import { openSqliteJournal, type Journal } from "@musette/journal";
import { seededRandom, type Random } from "@musette/testing";

/** What each image of the journal was taken of. */
export interface Image {
  /**
   * `closed`: all is in the database. `running`: half of it is in the write-ahead log. `merged`: all is in the
   * database, and in the tables of the indexes, as it is when there are many events.
   */
  readonly name: "closed" | "running" | "merged";
  /** `journal.db` is in it, with what belongs to it. */
  readonly folder: string;
  /** Pages of small tables, counted from 1: where destinations stand, what waits, users, and of indexes. */
  readonly smallPages: readonly number[];
}

const users = ["ana", "ben", "cleo"] as const;
const atMs = 1_700_000_000_000;

const smallTables = [
  "cursors",
  "claims",
  "retries",
  "dead_letters",
  "quarantine",
  "users",
  "connections",
  "sessions",
  "takeovers",
];
const indexTables = ["by_key", "by_user", "by_alias", "events_by_facet"];

/** Makes a journal with everything in it that a journal holds, and three images of it. */
export async function buildJournal(
  folder: string,
  events: number,
  random: Random,
): Promise<readonly Image[]> {
  const home = `${folder}/original`;
  const journal = await openSqliteJournal({ path: `${home}/journal.db` });
  await journal.openCursor("lake", "beginning");
  await connect(journal);
  await fill(journal, 0, events, random);
  await settleHalf(journal, events);
  await appendRun(journal, "summary", "first");
  await appendRun(journal, "full", "in full");
  await journal.close();
  await cp(home, `${folder}/closed`, { recursive: true });

  const again = await openSqliteJournal({ path: `${home}/journal.db` });
  await fill(again, events, events, random);
  await cp(home, `${folder}/running`, { recursive: true });
  await again.close();
  await cp(`${folder}/closed`, `${folder}/merged`, { recursive: true });
  await mergeIndexes(`${folder}/merged/journal.db`);
  const smallPages = findPages(`${home}/journal.db`, smallTables);
  const indexPages = findPages(`${folder}/merged/journal.db`, indexTables);
  return [
    { name: "closed", folder: `${folder}/closed`, smallPages },
    { name: "running", folder: `${folder}/running`, smallPages },
    { name: "merged", folder: `${folder}/merged`, smallPages: [...smallPages, ...indexPages] },
  ];
}

/** Of tables and their indexes that are small: their root is all of them. */
function findPages(path: string, names: readonly string[]): readonly number[] {
  const db = new DatabaseSync(path);
  try {
    const rows = db.prepare("SELECT name, tbl_name, rootpage FROM sqlite_schema WHERE rootpage > 0").all();
    return rows
      .filter((row) => names.includes(String(row["name"])) || names.includes(String(row["tbl_name"])))
      .map((row) => Number(row["rootpage"]));
  } finally {
    db.close();
  }
}

/** As a scrub does where the tables lack what they are said to hold; a merge takes many more events. */
async function mergeIndexes(path: string): Promise<void> {
  const db = new DatabaseSync(path);
  db.exec("UPDATE log SET indexed_through = head_seq");
  db.close();
  const journal = await openSqliteJournal({ path });
  await journal.scrub({ restMs: 0, signal: new AbortController().signal });
  await journal.close();
}

async function fill(journal: Journal, from: number, count: number, random: Random): Promise<void> {
  for (let n = from; n < from + count; n++) await appendOne(journal, n, random);
}

/** One item, now and then a newer copy of an earlier one; some bodies are large enough to be compressed. */
export async function appendOne(journal: Journal, n: number, random: Random): Promise<void> {
  const item = random.chance(0.1) ? random.integer(0, n) : n;
  const user = users[item % users.length] ?? users[0];
  const text = JSON.stringify({
    item,
    n,
    samples: random.hex(random.chance(0.2) ? 12_000 : 1_500).repeat(2),
  });
  const key = `${user} item ${item}`;
  const event: EventHead = {
    id: eventId(key, hash("sha256", text)),
    key,
    type: "activity",
    user: { user_id: user, provider: "PELOTON" },
    startTime: new Date(atMs + item * 60_000).toISOString(),
    endTime: null,
    orderedAtMs: null,
    item: 0,
  };
  const problem = { item: 1, code: "ingest.unrecognised", pointer: "/1", message: "not understood" };
  await journal.append({
    source: "peloton",
    developer: "tester",
    receivedAtMs: atMs + n,
    bytes: new TextEncoder().encode(text),
    context: { userId: user, referenceId: null, orderedAtMs: null },
    events: [event],
    quarantine: n % 20 === 0 ? [problem] : [],
  });
}

/** A connection and a session of each user. */
async function connect(journal: Journal): Promise<void> {
  const random = seededRandom(1);
  for (const userId of users) {
    const sealed = new Uint8Array(Buffer.from(random.hex(400), "hex"));
    await journal.saveConnection({ userId, source: "peloton", sealed, savedAtMs: atMs });
    const data = { reference_id: userId, providers: ["PELOTON"] };
    const facts = { kind: "widget", developer: "tester", data, expiresAtMs: 4e12, usedAtMs: null } as const;
    await journal.saveSession({ digest: `session of ${userId}`, ...facts });
  }
}

/** One workout, which is known by its start as a summary, and by its own key in full. */
export async function appendRun(
  journal: Journal,
  rank: "summary" | "full",
  text: string,
): Promise<number | undefined> {
  const key = rank === "summary" ? "ana run, in short" : "ana run";
  const event: EventHead = {
    id: eventId(key, hash("sha256", text)),
    key,
    type: "activity",
    user: { user_id: "ana", provider: "PELOTON" },
    startTime: new Date(atMs).toISOString(),
    endTime: null,
    alias: { key: "run of that minute", rank },
    orderedAtMs: null,
    item: 0,
  };
  const [stored] = await journal.append({
    source: "peloton",
    developer: "tester",
    receivedAtMs: atMs,
    bytes: new TextEncoder().encode(JSON.stringify({ run: text })),
    context: { userId: "ana", referenceId: null, orderedAtMs: null },
    events: [event],
    quarantine: [],
  });
  return stored?.seq;
}

async function settleHalf(journal: Journal, events: number): Promise<void> {
  const through = Math.floor(events / 2);
  await journal.claim("lake", { id: "first", after: 0, through });
  const failure = { attempts: 1, code: "timeout", message: "too late" } as const;
  await journal.settle("lake", {
    claimId: "first",
    removeRetries: [],
    retries: [{ seq: 2, key: "two", nextAtMs: atMs, firstFailedAtMs: atMs, ...failure }],
    deadLetters: [{ seq: 3, key: "three", deadAtMs: atMs, ...failure }],
  });
  await journal.claim("lake", { id: "second", after: through, through: through + 2 });
}

export { users as builtUsers };
