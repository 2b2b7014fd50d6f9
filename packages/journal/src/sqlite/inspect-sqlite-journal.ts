import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { JournalError } from "@musette/core/errors";
import type { Journal } from "../journal.ts";
import { toStoredEvent } from "./event-row.ts";
import { createCheckedEvents } from "./store/checked-events.ts";
import { createCommitTimes } from "./store/commit-times.ts";
import { createDamage } from "./store/damage.ts";
import { createNewestUnmerged } from "./store/newest-unmerged.ts";
import { createTableReads } from "./store/reads.ts";
import { checkSchema, schemaVersion } from "./store/schema.ts";
import { sqliteFailure } from "./store/sqlite-failure.ts";

/** What can be asked of a journal without taking part in it. */
export type JournalInspection = Pick<
  Journal,
  | "read"
  | "readEvents"
  | "readPayloads"
  | "findUser"
  | "users"
  | "retries"
  | "deadLetters"
  | "destinations"
  | "quarantined"
  | "stats"
  | "close"
>;

/**
 * Opens a journal for reading, also while a server has it open. Works on the calling thread: meant
 * for the command line. The limit and the commit times in `stats` are the server's, so they are
 * null and 0 here.
 *
 * @throws {JournalError} `journal.failed` when there is no journal, `journal.version`, `journal.corrupt`.
 */
export function inspectSqliteJournal(path: string): JournalInspection {
  const db = openReadOnly(path);
  const damage = createDamage();
  const reads = createTableReads(db, {
    damage,
    checked: createCheckedEvents(db, damage),
    path,
    maxBytes: null,
    commitTimes: createCommitTimes(),
    newestOfUser: createNewestUnmerged(db),
  });
  return {
    read: async (range) => reads.read(range).map(toStoredEvent),
    readEvents: async (seqs) => reads.readEvents(seqs).map(toStoredEvent),
    readPayloads: async (ids) => new Map(reads.readPayloads(ids).map((payload) => [payload.id, payload])),
    findUser: async (query) => reads.findUser(query),
    users: async (page) => reads.users(page),
    retries: async (destination, page) => reads.retries({ destination, ...page }),
    deadLetters: async (destination, page) => reads.deadLetters({ destination, ...page }),
    destinations: async () => reads.destinations(null),
    quarantined: async (page) => reads.quarantined(page),
    stats: async () => ({ ...reads.stats(null), waiting: 0 }),
    async close() {
      if (db.isOpen) db.close();
    },
  };
}

function openReadOnly(path: string): DatabaseSync {
  if (!existsSync(path)) {
    throw new JournalError(
      "journal.failed",
      `There is no journal at ${path}; start Musette once to make it.`,
    );
  }
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
    const version = checkSchema(db, path);
    if (version === schemaVersion) return db;
    if (version > 0) {
      throw new JournalError(
        "journal.version",
        `The journal ${path} has schema version ${version}; this Musette reads ${schemaVersion}. Start it once, and it is brought up to date.`,
      );
    }
    throw new JournalError("journal.failed", `${path} holds no journal yet; start Musette once to make it.`);
  } catch (error) {
    db?.close();
    throw sqliteFailure(error, `read the journal ${path}`);
  }
}
