import { hash } from "node:crypto";
import type { DeliveryRecord } from "../connector.ts";
import { DeliveryError } from "../errors.ts";
import { inTurn } from "./in-turn.ts";

/** What an object store must be able to do. One request each; errors are the connector's `DeliveryError`s. */
export interface ObjectStore {
  /**
   * Writes an object, if its condition holds.
   *
   * @returns `changed` when the condition does not hold, `unsupported` when the store has no such conditions.
   */
  put(
    path: string,
    object: PutObject,
    condition: PutCondition,
    signal: AbortSignal,
  ): Promise<"written" | "changed" | "unsupported">;
  /** What is stored there; undefined when nothing is. */
  head(path: string, signal: AbortSignal): Promise<StoredObject | undefined>;
}

export interface PutObject {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** `absent`: there is nothing there; `version`: what is there is still this; `none`: whatever is there. */
export type PutCondition =
  | { readonly kind: "absent" }
  | { readonly kind: "version"; readonly version: string }
  | { readonly kind: "none" };

export interface StoredObject {
  /** ETag or generation: another one when the content is another. */
  readonly version: string;
  /** Names in lower case. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** Metadata by which an object says which revision of which item it is. Letters and digits only: Azure's rule. */
export const objectMetadata = { key: "musettekey", revision: "musetterevision", id: "musetteid" } as const;

type ObjectRecord = Pick<DeliveryRecord, "id" | "key" | "revision" | "encode">;

/** How often another writer may win before the record is left for a retry. */
const attempts = 4;
/** Stores allow 2 KB (S3) to 8 KB of metadata in all. */
const longestKeyMark = 1024;

/**
 * Writes one record's object so that a repeat changes nothing and an older revision never replaces
 * a newer one. New objects cost one request where the store has conditional writes.
 *
 * Where the store has none, or does not recognize its own version, objects are compared first and the
 * writers of this process take turns; against other processes the order of delivery is the guard.
 *
 * Two items that come to the same path (a layout without `{key}`) do not overwrite each other: the
 * second gets a path that ends in a digest of its key, and finds it again when it is repeated.
 *
 * @returns the path under which the item is stored.
 * @throws {DeliveryError} `conflict` when other writers keep winning, and what the store throws.
 */
export async function writeObject(
  store: ObjectStore,
  path: string,
  record: ObjectRecord,
  signal: AbortSignal,
): Promise<string> {
  const object = objectOf(record);
  let place = path;
  let condition: PutCondition = { kind: "absent" };
  for (let attempt = 0; attempt < attempts; attempt++) {
    const outcome = await store.put(place, object, condition, signal);
    if (outcome === "written") return place;
    if (outcome === "unsupported") return await compareAndWrite(store, path, record, signal);
    const stored = await store.head(place, signal);
    if (stored === undefined) {
      condition = { kind: "absent" };
    } else if (place === path && isOfAnother(stored, record)) {
      place = pathOfItsOwn(path, record);
      condition = { kind: "absent" };
    } else if (isCurrent(stored, record)) {
      return place;
    } else if (condition.kind === "version" && condition.version === stored.version) {
      return await compareAndWrite(store, path, record, signal);
    } else {
      condition = { kind: "version", version: stored.version };
    }
  }
  throw lostAgain(place);
}

async function compareAndWrite(
  store: ObjectStore,
  path: string,
  record: ObjectRecord,
  signal: AbortSignal,
): Promise<string> {
  return await inTurn(path, signal, async () => {
    let place = path;
    let stored = await store.head(place, signal);
    if (stored !== undefined && isOfAnother(stored, record)) {
      place = pathOfItsOwn(path, record);
      stored = await store.head(place, signal);
    }
    if (stored !== undefined && isCurrent(stored, record)) return place;
    if ((await store.put(place, objectOf(record), { kind: "none" }, signal)) !== "written")
      throw lostAgain(place);
    return place;
  });
}

function objectOf(record: ObjectRecord): PutObject {
  const { bytes, contentType } = record.encode();
  const metadata = {
    [objectMetadata.key]: keyMark(record.key),
    [objectMetadata.revision]: String(record.revision),
    [objectMetadata.id]: record.id,
  };
  return { bytes, contentType, metadata };
}

/** What was put there by others than Musette says no key: it is taken for an older copy of this item. */
function isOfAnother({ metadata }: StoredObject, { key }: ObjectRecord): boolean {
  const stored = metadata[objectMetadata.key];
  return stored !== undefined && stored !== keyMark(key);
}

function isCurrent({ metadata }: StoredObject, { revision }: ObjectRecord): boolean {
  return Number(metadata[objectMetadata.revision] ?? -1) >= revision;
}

function keyMark(key: string): string {
  return key.length <= longestKeyMark ? key : `sha256-${hash("sha256", key, "hex")}`;
}

/** `a/b.json` becomes `a/b~1f2e3d4c5b6a7988.json`. */
function pathOfItsOwn(path: string, record: ObjectRecord): string {
  const digest = hash("sha256", record.key, "hex").slice(0, 16);
  const ending = `.${record.encode().extension}`;
  return path.endsWith(ending) ? `${path.slice(0, -ending.length)}~${digest}${ending}` : `${path}~${digest}`;
}

function lostAgain(place: string): DeliveryError {
  return new DeliveryError(
    "conflict",
    `Another writer keeps changing the object ${place}. It is tried again.`,
    { context: { attempts } },
  );
}
