import type { DatabaseSync } from "node:sqlite";
import type { KnownCopy } from "./rank.ts";
import type { IndexEntry } from "./tail.ts";
import { bytesToUuid, uuidToBytes } from "./uuid-bytes.ts";

/** Which events of a user are looked for. Unix milliseconds. */
export interface StartBounds {
  /** Inclusive and exclusive. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Only what comes behind this one. */
  readonly after?: { readonly startMs: number; readonly seq: number } | undefined;
}

export interface StartPlace {
  readonly startMs: number;
  readonly seq: number;
}

/** What has to be known of an event to remove it from the indexes. */
export type Indexed = Pick<IndexEntry, "seq" | "keyHash" | "userRow" | "type" | "startMs" | "alias">;

/** The part of the indexes that is in the database. */
export interface IndexTables {
  copies(keyHash: string): readonly KnownCopy[];
  withAlias(mark: string): readonly number[];
  /** By start. */
  ofUser(userRow: number, type: string, bounds: StartBounds): Iterable<StartPlace>;
  /** Some `seq`s of a user, of whatever type. */
  seqsOfUser(userRow: number, limit: number): readonly number[];
  addKey(entry: IndexEntry): void;
  addUser(entry: IndexEntry): void;
  addAlias(entry: IndexEntry): void;
  /** Remembers a user's newest event. */
  noteNewest(entry: IndexEntry): void;
  remove(entry: Indexed): void;
  /** Whether it is found as it should be. */
  finds(entry: IndexEntry): boolean;
  restore(entry: IndexEntry): void;
}

export function createIndexTables(db: DatabaseSync): IndexTables {
  const copiesOf = db.prepare("SELECT seq, id, revision, ordered_at FROM by_key WHERE key_hash = ?");
  const aliasOf = db.prepare("SELECT seq FROM by_alias WHERE alias = ? ORDER BY seq");
  const eventsOf = db.prepare(
    `SELECT start_ms AS startMs, seq FROM by_user
     WHERE user_row = ? AND type = ? AND start_ms >= ? AND start_ms < ? ORDER BY start_ms, seq`,
  );
  const allOf = db.prepare("SELECT seq FROM by_user WHERE user_row = ? LIMIT ?");
  // A merge cut short is repeated from its beginning.
  const insertKey = db.prepare("INSERT OR IGNORE INTO by_key VALUES (?, ?, ?, ?, ?)");
  const insertUser = db.prepare("INSERT OR IGNORE INTO by_user VALUES (?, ?, ?, ?)");
  const insertAlias = db.prepare("INSERT OR IGNORE INTO by_alias VALUES (?, ?)");
  const noteNewest = db.prepare("UPDATE users SET newest_at = ?, newest_start = ? WHERE row = ?");
  const deleteKey = db.prepare("DELETE FROM by_key WHERE key_hash = ? AND seq = ?");
  const deleteUser = db.prepare(
    "DELETE FROM by_user WHERE user_row = ? AND type = ? AND start_ms = ? AND seq = ?",
  );
  const deleteAlias = db.prepare("DELETE FROM by_alias WHERE alias = ? AND seq = ?");

  const hasKey = db.prepare(
    "SELECT 1 FROM by_key WHERE key_hash = ? AND seq = ? AND id = ? AND revision = ? AND ordered_at IS ?",
  );
  const hasUser = db.prepare(
    "SELECT 1 FROM by_user WHERE user_row = ? AND type = ? AND start_ms = ? AND seq = ?",
  );
  const hasAlias = db.prepare("SELECT 1 FROM by_alias WHERE alias = ? AND seq = ?");

  function finds(entry: IndexEntry): boolean {
    const { keyHash, seq, id, revision, orderedAtMs, userRow, type, startMs, alias } = entry;
    return (
      hasKey.get(toBytes(keyHash), seq, uuidToBytes(id), revision, orderedAtMs) !== undefined &&
      hasUser.get(userRow, type, startMs, seq) !== undefined &&
      (alias === null || hasAlias.get(toBytes(alias), seq) !== undefined)
    );
  }

  const tables: IndexTables = {
    copies: (keyHash) => copiesOf.all(toBytes(keyHash)).map((row) => toCopy(row as unknown as CopyRow)),
    withAlias: (mark) => aliasOf.all(toBytes(mark)).map(({ seq }) => Number(seq)),
    *ofUser(userRow, type, { fromMs, toMs, after }) {
      const firstMs = Math.max(fromMs, after?.startMs ?? fromMs);
      for (const row of eventsOf.iterate(userRow, type, firstMs, toMs)) {
        const place = row as unknown as StartPlace;
        if (isBehind(place, after)) yield place;
      }
    },
    seqsOfUser: (userRow, limit) => allOf.all(userRow, limit).map(({ seq }) => Number(seq)),
    addKey({ keyHash, seq, id, revision, orderedAtMs }) {
      insertKey.run(toBytes(keyHash), seq, uuidToBytes(id), revision, orderedAtMs);
    },
    addUser({ userRow, type, startMs, seq }) {
      insertUser.run(userRow, type, startMs, seq);
    },
    addAlias({ alias, seq }) {
      if (alias !== null) insertAlias.run(toBytes(alias), seq);
    },
    noteNewest({ receivedAtMs, ownStartMs, userRow }) {
      noteNewest.run(receivedAtMs, ownStartMs, userRow);
    },
    remove({ keyHash, userRow, type, startMs, seq, alias }) {
      deleteKey.run(toBytes(keyHash), seq);
      deleteUser.run(userRow, type, startMs, seq);
      if (alias !== null) deleteAlias.run(toBytes(alias), seq);
    },
    finds,
    restore(entry) {
      tables.remove(entry);
      tables.addKey(entry);
      tables.addUser(entry);
      tables.addAlias(entry);
    },
  };
  return tables;
}

/** In the order of a user's history: by start, then by arrival. */
export function isBehind(place: StartPlace, after: StartPlace | undefined): boolean {
  if (!after) return true;
  return place.startMs > after.startMs || (place.startMs === after.startMs && place.seq > after.seq);
}

function toBytes(hex: string): Uint8Array {
  return Buffer.from(hex, "hex");
}

interface CopyRow {
  readonly seq: number;
  readonly id: Uint8Array;
  readonly revision: number;
  readonly ordered_at: number | null;
}

function toCopy(row: CopyRow): KnownCopy {
  return { seq: row.seq, id: bytesToUuid(row.id), revision: row.revision, orderedAtMs: row.ordered_at };
}
