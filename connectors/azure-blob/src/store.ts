import type { BlobRequestConditions, ContainerClient } from "@azure/storage-blob";
import { untilAborted } from "@musette/core";
import type { DeletingObjectStore, PutCondition } from "@musette/core";
import { createDeleting } from "./deleting-store.ts";
import { deliveryError, notAzure } from "./delivery-error.ts";
import { azureCodeOf } from "./errors.ts";

/** A conditional write that came too late. A blob that is leased is answered 412, too: that is no such case. */
const changed: ReadonlySet<string> = new Set(["BlobAlreadyExists", "ConditionNotMet"]);

/** One container as an object store. */
export function createStore(container: ContainerClient): DeletingObjectStore {
  const { containerName } = container;

  return {
    ...createDeleting(container),

    async put(path, { bytes, contentType, metadata }, condition, signal) {
      const upload = container.getBlockBlobClient(path).upload(bytes, bytes.byteLength, {
        abortSignal: signal,
        blobHTTPHeaders: { blobContentType: contentType },
        conditions: conditionsOf(condition),
        metadata: { ...metadata },
      });
      try {
        const { etag } = await untilAborted(upload, signal);
        if (etag === undefined) throw notAzure(containerName);
        return "written";
      } catch (error) {
        signal.throwIfAborted();
        if (changed.has(azureCodeOf(error) ?? "")) return "changed";
        throw deliveryError("Put Blob", containerName, error);
      }
    },

    async head(path, signal) {
      const asked = container.getBlobClient(path).getProperties({ abortSignal: signal });
      try {
        const { etag, metadata = {} } = await untilAborted(asked, signal);
        if (etag === undefined) throw notAzure(containerName);
        const inLowerCase = Object.entries(metadata).map(([name, value]) => [name.toLowerCase(), value]);
        return { version: etag, metadata: Object.fromEntries(inLowerCase) as Record<string, string> };
      } catch (error) {
        signal.throwIfAborted();
        if (azureCodeOf(error) === "BlobNotFound") return undefined;
        throw deliveryError("Get Blob Properties", containerName, error);
      }
    },
  };
}

function conditionsOf(condition: PutCondition): BlobRequestConditions {
  if (condition.kind === "absent") return { ifNoneMatch: "*" };
  return condition.kind === "version" ? { ifMatch: condition.version } : {};
}
