import type { DatabaseSync } from "node:sqlite";
import { crc32 } from "node:zlib";
import type { TerraUser } from "@musette/core";
import type { RowCheckParts } from "./check-rows.ts";
import { sumOfUser } from "./user-row.ts";
import type { UserRow } from "./user-row.ts";

/** What each index of users holds of a row, and how it is read without the table; see `indexMark`. */
const indexes: readonly {
  readonly sql: string;
  readonly entry: (user: UserRow) => readonly unknown[] | undefined;
}[] = [
  {
    sql: "SELECT user_id, row FROM users INDEXED BY sqlite_autoindex_users_1",
    entry: ({ user_id, row }) => [user_id, row],
  },
  {
    sql: "SELECT developer, row FROM users INDEXED BY users_by_developer",
    entry: ({ developer, row }) => [developer, row],
  },
  {
    sql: `SELECT developer, reference_id, row FROM users INDEXED BY users_by_reference
          WHERE reference_id IS NOT NULL`,
    entry: ({ developer, reference_id, row }) =>
      reference_id === null ? undefined : [developer, reference_id, row],
  },
];

/** Of so many events of a user at most, one is whole. */
const mostEvents = 16;

/**
 * Users, and the indexes by which they are found. A damaged one is made anew from an event of its own; one
 * without is removed, because what is another's might be taken for its own.
 */
export function checkUsers(db: DatabaseSync, parts: RowCheckParts): void {
  const { damage, isSummed, areFew, isInOrder } = parts;
  if (!areFew("users")) return;
  const rows = readAll(db, damage);
  if (!isSummed) {
    const setSum = db.prepare("UPDATE users SET sum = ? WHERE row = ?");
    for (const row of rows) setSum.run(sumOfUser(row), row.row);
    return;
  }
  const bad = rows.filter((row) => row.sum !== sumOfUser(row));
  if (bad.length === 0 && isInOrder("users") && areIndexesGood(db, rows)) return;
  const made = bad.map((row) => fromEvent(row, parts));
  for (const [n, { row }] of bad.entries()) {
    const message = made[n]
      ? `What is known of user ${row} in the journal was damaged on the disk, and was made anew from an event of that user. Check the disk, and whether the user's reference is right.`
      : `What is known of user ${row} in the journal was damaged on the disk, and is removed; the user's next payload makes it anew. Check the disk, and restore a backup where what came before is asked for.`;
    damage.note({ kind: "users", id: row, message });
  }
  const message =
    "Users in the journal, or the indexes by which they are found, were damaged on the disk; the indexes were made anew. Check the disk, and restore a backup where users are missing.";
  damage.note({ kind: "users", id: 0, message });
  const good = rows.filter((row) => row.sum === sumOfUser(row));
  writeAnew(db, [...good, ...made.filter((user) => user !== undefined)]);
}

function readAll(db: DatabaseSync, damage: RowCheckParts["damage"]): readonly UserRow[] {
  try {
    return db.prepare("SELECT * FROM users NOT INDEXED").all() as unknown as readonly UserRow[];
  } catch (error) {
    const message =
      "Users in the journal cannot be read any more: the disk damaged them. Check the disk, and restore a backup.";
    damage.note({ kind: "users", id: 0, message });
    throw error;
  }
}

function fromEvent(row: UserRow, { index, checked }: RowCheckParts): UserRow | undefined {
  const event = index
    .seqsOfUser(row.row, mostEvents)
    .map((seq) => checked.one(seq))
    .findLast((found) => found?.userRow === row.row);
  if (event === undefined) return undefined;
  const user = JSON.parse(event.row[4]) as TerraUser;
  return {
    row: row.row,
    user_id: user.user_id,
    developer: event.row[12],
    reference_id: user.reference_id ?? row.reference_id,
    provider: user.provider,
    created_at: row.created_at,
    active: row.active === 0 ? 0 : 1,
    scopes: row.scopes,
    newest_at: row.newest_at,
    newest_start: row.newest_start,
    sum: null,
  };
}

/** All of them, because in a damaged table neither a search nor a change can be relied on. */
function writeAnew(db: DatabaseSync, users: readonly UserRow[]): void {
  db.exec("DELETE FROM users");
  // The number of a row may be what is damaged: then it is another's.
  const insert = db.prepare(
    `INSERT INTO users (row, user_id, developer, reference_id, provider, created_at, active, scopes,
                        newest_at, newest_start, sum)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  for (const user of users) {
    const { row, user_id, developer, reference_id, provider, created_at, active, scopes } = user;
    const { newest_at, newest_start } = user;
    const known = [row, user_id, developer, reference_id, provider, created_at, active, scopes];
    insert.run(...known, newest_at, newest_start, sumOfUser(user));
  }
}

function areIndexesGood(db: DatabaseSync, rows: readonly UserRow[]): boolean {
  return indexes.every(({ sql, entry }) => {
    const statement = db.prepare(sql);
    statement.setReturnArrays(true);
    const expected = rows.map(entry).filter((one) => one !== undefined);
    try {
      return indexMark(statement.all() as unknown as readonly unknown[][]) === indexMark(expected);
    } catch {
      return false;
    }
  });
}

/** What an index holds, in a number: the order does not matter, and a look-up for each row is saved. */
function indexMark(entries: readonly (readonly unknown[])[]): number {
  return entries.reduce((mark, entry) => mark ^ crc32(entry.join("\u0000")), entries.length);
}
