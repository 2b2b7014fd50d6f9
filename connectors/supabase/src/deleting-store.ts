import { DeliveryError } from "@musette/core";
import type { DeletingObjectStore } from "@musette/core";
import type { SupabaseConfig } from "./config.ts";
import type { Link } from "./link.ts";
import { openLink } from "./link.ts";
import { objectName } from "./object-name.ts";

type Deleting = Pick<DeletingObjectStore, "list" | "folders" | "remove">;

/** As many as Storage gives in one page. */
const pageSize = 1000;

/**
 * The part of a bucket of Storage as a store that finds and deletes objects. Storage deletes without
 * conditions. Its names stand for themselves when they are asked for again, though they are not the paths.
 */
export function createDeleting(
  config: SupabaseConfig,
  bucket: string,
  fail: (attempted: string, link: Link, error: Error) => DeliveryError,
): Deleting {
  return {
    list: async (prefix, signal) => (await listAll(prefix, false, signal)).objects,
    folders: async (prefix, signal) => (await listAll(prefix, true, signal)).folders,
    async remove(path, _version, signal) {
      const link = openLink(config, signal);
      const { error } = await link.client.storage.from(bucket).remove([objectName(path)]);
      if (error === null) return "removed";
      signal.throwIfAborted();
      throw fail("delete an object of", link, error);
    },
  };

  async function listAll(path: string, with_delimiter: boolean, signal: AbortSignal) {
    const prefix = objectName(path);
    const [objects, folders]: [string[], string[]] = [[], []];
    let cursor: string | undefined;
    do {
      const link = openLink(config, signal);
      const options = { prefix, limit: pageSize, with_delimiter, ...(cursor !== undefined && { cursor }) };
      const { data, error } = await link.client.storage.from(bucket).listV2(options);
      if (error !== null) {
        signal.throwIfAborted();
        throw fail("list objects of", link, error);
      }
      objects.push(...data.objects.map(nameOf));
      folders.push(...data.folders.map(nameOf).map((name) => (name.endsWith("/") ? name : `${name}/`)));
      cursor = data.hasNext ? data.nextCursor : undefined;
    } while (cursor !== undefined);
    return {
      objects: objects.filter((name) => name.startsWith(prefix)),
      folders: folders.filter((name) => name.startsWith(prefix)),
    };
  }

  /** Newer versions have the whole name in `key`, older ones in `name`. All of ours are in a folder. */
  function nameOf({ key, name }: { readonly key?: string; readonly name: string }): string {
    const whole = key ?? name;
    if (whole.includes("/")) return whole;
    throw new DeliveryError(
      "rejected",
      `Storage lists bucket "${bucket}" without the folders of its objects, so a user's cannot be found. Update Storage.`,
    );
  }
}
