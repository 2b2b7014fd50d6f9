import { objectMetadata } from "@musette/core";
import type { DeletingObjectStore, DeliveryError } from "@musette/core";
import type { SupabaseConfig } from "./config.ts";
import { createDeleting } from "./deleting-store.ts";
import { classify, deliveryError } from "./errors.ts";
import type { Refusal } from "./errors.ts";
import { openLink } from "./link.ts";
import type { Link } from "./link.ts";
import { objectName } from "./object-name.ts";

/** Objects in a bucket of Storage. Each request has a link of its own, because 16 may be under way. */
export interface Bucket {
  readonly store: DeletingObjectStore;
  /** By record id: the name under which the record's object is stored, as far as it has been written. */
  readonly names: ReadonlyMap<string, string>;
}

/** Storage writes on one condition only, that there is no such object. */
export function openBucket(config: SupabaseConfig, bucket: string): Bucket {
  const origin = new URL(config.url).origin;
  const names = new Map<string, string>();

  function fail(attempted: string, link: Link, error: Error): DeliveryError {
    return deliveryError(origin, `${attempted} bucket "${bucket}" of Storage`, refusalOf(link, error));
  }

  const store: DeletingObjectStore = {
    ...createDeleting(config, bucket, fail),
    async put(path, { bytes, contentType, metadata }, condition, signal) {
      if (condition.kind === "version") return "unsupported";
      const name = objectName(path);
      names.set(metadata[objectMetadata.id] ?? "", name);
      const link = openLink(config, signal);
      const upsert = condition.kind === "none";
      const { error } = await link.client.storage
        .from(bucket)
        .upload(name, bytes, { contentType, metadata: { ...metadata }, upsert });
      if (error === null) return "written";
      signal.throwIfAborted();
      if (!upsert && classify(refusalOf(link, error)) === "conflict") return "changed";
      throw fail("store an object in", link, error);
    },
    async head(path, signal) {
      const link = openLink(config, signal);
      const { data, error } = await link.client.storage.from(bucket).info(objectName(path));
      if (error === null) return { version: data.version, metadata: textsIn(data.metadata) };
      signal.throwIfAborted();
      if (classify(refusalOf(link, error)) === "not_found") return undefined;
      throw fail("describe an object of", link, error);
    },
  };
  return { store, names };
}

/**
 * Proves that the bucket is there.
 *
 * @throws {DeliveryError} when it is not.
 */
export async function findBucket(config: SupabaseConfig, bucket: string, signal: AbortSignal): Promise<void> {
  const link = openLink(config, signal);
  const { data, error } = await link.client.storage.getBucket(bucket);
  if (error === null && data.id === bucket) return;
  signal.throwIfAborted();
  const refusal = error === null ? link.last() : refusalOf(link, error);
  throw deliveryError(new URL(config.url).origin, `find bucket "${bucket}" in Storage`, refusal);
}

/** Storage tells the status that is meant in the body, below an HTTP status of 400; newer versions a code too. */
function refusalOf(link: Link, error: Error): Refusal {
  const last = link.last();
  const { code, statusCode } = error as { readonly code?: string; readonly statusCode?: string };
  return { ...last, code: code ?? statusCode ?? last.code };
}

function textsIn(metadata: unknown): Readonly<Record<string, string>> {
  if (typeof metadata !== "object" || metadata === null) return {};
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, String(value)]));
}
