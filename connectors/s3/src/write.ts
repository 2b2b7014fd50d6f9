import { DeliveryError, createObjectWriter } from "@musette/core";
import type { Connector, ConnectorContext } from "@musette/core";
import { checkBucket } from "./check.ts";
import { createClient } from "./client.ts";
import type { S3Config } from "./config.ts";
import { createStore } from "./store.ts";

/** Opens a bucket. No request is made before the first write or check. */
export function openS3(config: S3Config, { now }: Pick<ConnectorContext, "now">): Connector {
  const client = createClient(config);
  const store = createStore(client, config, now);
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
      return `s3://${config.bucket}/${await objects.store(record, signal)}`;
    },

    async check({ signal }) {
      signal.throwIfAborted();
      refuseWhenClosed();
      await checkBucket(client, store, config, signal);
    },

    async close() {
      closed = true;
      client.destroy();
    },
  };

  function refuseWhenClosed(): void {
    if (!closed) return;
    const message = `The connector to bucket "${config.bucket}" is closed. Open it again.`;
    throw new DeliveryError("unavailable", message);
  }
}
