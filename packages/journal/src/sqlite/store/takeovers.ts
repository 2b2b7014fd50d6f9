import type { DatabaseSync } from "node:sqlite";

/**
 * Which items go on under the key of a summary that came before them. Kept when the events are pruned,
 * because destinations know the item by that key.
 */
export interface Takeovers {
  /** The key under which an item goes on; undefined for one that has only its own. */
  keyFor(ownKeyHash: string): string | undefined;
  isTaken(key: string): boolean;
  add(takeover: { readonly ownKeyHash: string; readonly key: string; readonly userRow: number }): void;
  eraseUser(userRow: number): void;
}

export function createTakeovers(db: DatabaseSync): Takeovers {
  const byOwnKey = db.prepare("SELECT key FROM takeovers WHERE own_key_hash = ?");
  const byKey = db.prepare("SELECT 1 FROM takeovers WHERE key = ?");
  const insert = db.prepare("INSERT INTO takeovers VALUES (?, ?, ?)");
  const erase = db.prepare("DELETE FROM takeovers WHERE user_row = ?");
  return {
    keyFor: (ownKeyHash) =>
      (byOwnKey.get(Buffer.from(ownKeyHash, "hex")) as { key: string } | undefined)?.key,
    isTaken: (key) => byKey.get(key) !== undefined,
    add({ ownKeyHash, key, userRow }) {
      insert.run(Buffer.from(ownKeyHash, "hex"), key, userRow);
    },
    eraseUser(userRow) {
      erase.run(userRow);
    },
  };
}
