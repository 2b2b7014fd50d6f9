import { DeliveryError, withPrefix } from "@musette/core";
import type { DeletingObjectStore } from "@musette/core";
import type { AzureBlobConfig } from "./config.ts";

/** An ETag that no blob has. */
const noVersion = '"0x0"';

/**
 * Asks for a write whose condition cannot hold. Azure looks at it last, so when it is all that is
 * amiss, the rest is in order, and nothing was written. Then it asks for a blob that is not there, and deletes that where
 * blobs are to be deleted.
 */
export async function checkContainer(
  store: DeletingObjectStore,
  { container, prefix, on_user_delete }: AzureBlobConfig,
  signal: AbortSignal,
): Promise<void> {
  const path = withPrefix(prefix, "musette-check");
  const empty = { bytes: new Uint8Array(), contentType: "application/json", metadata: {} };
  const outcome = await store.put(path, empty, { kind: "version", version: noVersion }, signal);
  if (outcome !== "changed") {
    const advice = `Use a store that does, and delete the blob ${path}.`;
    const message = `What answers for container "${container}" does not keep to If-Match. ${advice}`;
    throw new DeliveryError("rejected", message, { context: { container } });
  }
  await store.head(path, signal);
  if (on_user_delete === "keep") return;
  await store.list(path, signal);
  await store.remove(path, undefined, signal);
}
