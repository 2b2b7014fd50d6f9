import type { ContainerClient } from "@azure/storage-blob";
import { untilAborted } from "@musette/core";
import type { DeletingObjectStore } from "@musette/core";
import { deliveryError } from "./delivery-error.ts";
import { azureCodeOf } from "./errors.ts";

type Deleting = Pick<DeletingObjectStore, "list" | "folders" | "remove">;

/** The part of a container as a store that finds and deletes blobs. */
export function createDeleting(container: ContainerClient): Deleting {
  const { containerName } = container;

  return {
    async list(prefix, signal) {
      return await namesOf(container.listBlobsFlat({ prefix, abortSignal: signal }), signal);
    },

    async folders(prefix, signal) {
      const found = container.listBlobsByHierarchy("/", { prefix, abortSignal: signal });
      return (await namesOf(found, signal)).filter((name) => name.endsWith("/"));
    },

    async remove(path, version, signal) {
      signal.throwIfAborted();
      const conditions = version === undefined ? {} : { ifMatch: version };
      // A blob with snapshots cannot be deleted without them.
      const options = { conditions, deleteSnapshots: "include", abortSignal: signal } as const;
      try {
        await untilAborted(container.getBlobClient(path).delete(options), signal);
        return "removed";
      } catch (error) {
        signal.throwIfAborted();
        const code = azureCodeOf(error);
        if (code === "ConditionNotMet") return "changed";
        if (code === "BlobNotFound") return "removed";
        throw deliveryError("Delete Blob", containerName, error);
      }
    },
  };

  async function namesOf(
    found: AsyncIterable<{ readonly name: string }>,
    signal: AbortSignal,
  ): Promise<readonly string[]> {
    const collect = async () => {
      const names: string[] = [];
      for await (const { name } of found) names.push(name);
      return names;
    };
    try {
      return await untilAborted(collect(), signal);
    } catch (error) {
      signal.throwIfAborted();
      throw deliveryError("List Blobs", containerName, error);
    }
  }
}
