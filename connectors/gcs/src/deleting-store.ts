import type { DeletingObjectStore } from "@musette/core";
import type { Bucket } from "./bucket.ts";
import { deliveryError, notGcs } from "./delivery-error.ts";
import { request } from "./request.ts";

type Deleting = Pick<DeletingObjectStore, "list" | "folders" | "remove">;

/** A page of a list, as far as it is asked for. */
interface ObjectList {
  readonly kind?: unknown;
  readonly items?: readonly { readonly name: string }[];
  readonly prefixes?: readonly string[];
  readonly nextPageToken?: string;
}

/** The part of a bucket as a store that finds and deletes objects. */
export function createDeleting(bucket: Bucket): Deleting {
  const objects = `/storage/v1/b/${encodeURIComponent(bucket.name)}/o`;

  return {
    async list(prefix, signal) {
      const pages = await pagesOf({ prefix }, signal);
      return pages.flatMap(({ items = [] }) => items.map(({ name }) => name));
    },

    async folders(prefix, signal) {
      const pages = await pagesOf({ prefix, delimiter: "/" }, signal);
      return pages.flatMap(({ prefixes = [] }) => prefixes);
    },

    async remove(path, version, signal) {
      const operation = "objects.delete";
      const condition = version === undefined ? "" : `?ifGenerationMatch=${encodeURIComponent(version)}`;
      const place = `${objects}/${encodeURIComponent(path)}${condition}`;
      const answer = await request(bucket, { operation, method: "DELETE", path: place }, signal);
      if (answer.status === 412) return "changed";
      // 404 also where the bucket is gone; then there is nothing left to delete either.
      if (answer.status === 404 || (answer.status >= 200 && answer.status < 300)) return "removed";
      throw deliveryError(operation, bucket.name, answer);
    },
  };

  async function pagesOf(
    asked: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<readonly ObjectList[]> {
    const operation = "objects.list";
    const pages: ObjectList[] = [];
    for (let token: string | undefined; pages.length === 0 || token !== undefined;) {
      const query = new URLSearchParams({
        ...asked,
        fields: "kind,items(name),prefixes,nextPageToken",
        ...(token !== undefined && { pageToken: token }),
      });
      const path = `${objects}?${query.toString()}`;
      const answer = await request(bucket, { operation, method: "GET", path }, signal);
      if (answer.status !== 200) throw deliveryError(operation, bucket.name, answer);
      const page = (typeof answer.body === "object" ? (answer.body ?? {}) : {}) as ObjectList;
      if (page.kind !== "storage#objects") throw notGcs(bucket.name);
      pages.push(page);
      token = page.nextPageToken;
    }
    return pages;
  }
}
