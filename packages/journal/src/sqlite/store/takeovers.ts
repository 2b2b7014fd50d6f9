import type { DatabaseSync } from "node:sqlite";
import type { Damage } from "./damage.ts";
import { prepareLookup, prepareReplace } from "./lookup-row.ts";
import type { LookupTable } from "./lookup-row.ts";

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

export const takeoversTable: LookupTable = {
  name: "takeovers",
  columns: ["own_key_hash", "key", "user_row"],
  advice: () =>
    "A workout that came as a summary first is found by that when it comes again; where retention has removed the summary it is taken for a new one.",
};

export function createTakeovers(db: DatabaseSync, damage: Damage): Takeovers {
  const byOwnKey = prepareLookup(db, takeoversTable, "own_key_hash = ?", damage);
  const byKey = prepareLookup(db, takeoversTable, "key = ?", damage);
  const replace = prepareReplace(db, takeoversTable);
  const erase = db.prepare("DELETE FROM takeovers WHERE user_row = ?");
  return {
    keyFor: (ownKeyHash) => byOwnKey(Buffer.from(ownKeyHash, "hex"))?.[1] as string | undefined,
    isTaken: (key) => byKey(key) !== undefined,
    add: ({ ownKeyHash, key, userRow }) => replace(Buffer.from(ownKeyHash, "hex"), key, userRow),
    eraseUser(userRow) {
      erase.run(userRow);
    },
  };
}
