import type { Collection, IndexDirection } from "mongodb";
import { itemCollections } from "./document.ts";

/** Terra's indexes; those of the metadata where there is any. */
const userIndexes: readonly Readonly<Record<string, IndexDirection>>[] = [
  { "user.user_id": 1 },
  { "user.reference_id": 1 },
];
const itemIndexes: readonly Readonly<Record<string, IndexDirection>>[] = [
  { "metadata.start_time": -1 },
  { "metadata.end_time": -1 },
];

/** An index on the same fields is there, made by somebody else under another name or with other options. */
const existsOtherwise: ReadonlySet<unknown> = new Set([85, 86]);

/** Makes the collection and the indexes that are missing. `type` is the collection's name without prefix. */
export async function ensureIndexes(collection: Collection, type: string): Promise<void> {
  // Sparse, because documents that Terra or others wrote have no key.
  await collection.createIndex({ "musette.key": 1 }, { name: "musette_key", unique: true, sparse: true });
  const wanted = itemCollections.has(type) ? [...userIndexes, ...itemIndexes] : userIndexes;
  await Promise.all(
    wanted.map(async (index) => {
      try {
        await collection.createIndex(index);
      } catch (error) {
        const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
        if (!existsOtherwise.has(code)) throw error;
      }
    }),
  );
}
