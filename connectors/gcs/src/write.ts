import { DeliveryError, createObjectWriter } from "@musette/core";
import type { Connector } from "@musette/core";
import { createBucket } from "./bucket.ts";
import { checkBucket } from "./check.ts";
import type { GcsConfig } from "./config.ts";
import { createStore } from "./store.ts";

/** Opens a bucket. No request is made before the first write or check. */
export function openGcs(config: GcsConfig): Connector {
  const bucket = createBucket(config);
  const store = createStore(bucket);
  const objects = createObjectWriter(store, config);
  let closed = false;

  return {
    async write(batch, { signal }) {
      signal.throwIfAborted();
      refuseWhenClosed();
      return await objects.write(batch, signal);
    },

    async store(record, { signal }) {
      signal.throwIfAborted();
      refuseWhenClosed();
      return `gs://${bucket.name}/${await objects.store(record, signal)}`;
    },

    async check({ signal }) {
      signal.throwIfAborted();
      refuseWhenClosed();
      await checkBucket(bucket, store, config, signal);
    },

    async close() {
      // Connections are fetch's, and belong to the process; nothing else is held.
      closed = true;
    },
  };

  function refuseWhenClosed(): void {
    if (!closed) return;
    throw new DeliveryError(
      "unavailable",
      `The connector to bucket "${bucket.name}" is closed. Open it again.`,
    );
  }
}
