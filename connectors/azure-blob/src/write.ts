import { DeliveryError, createObjectWriter } from "@musette/core";
import type { Connector } from "@musette/core";
import { checkContainer } from "./check.ts";
import { createClient } from "./client.ts";
import type { AzureBlobConfig } from "./config.ts";
import { createStore } from "./store.ts";

/** Opens a container. No request is made before the first write or check. */
export function openAzureBlob(config: AzureBlobConfig): Connector {
  const container = createClient(config);
  const store = createStore(container);
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
      const url = new URL(container.getBlobClient(await objects.store(record, signal)).url);
      // A SAS is a secret, and would be in it.
      url.search = "";
      return url.href;
    },

    async check({ signal }) {
      signal.throwIfAborted();
      refuseWhenClosed();
      await checkContainer(store, config, signal);
    },

    async close() {
      // The client's connections belong to the process; it holds nothing else.
      closed = true;
    },
  };

  function refuseWhenClosed(): void {
    if (!closed) return;
    const message = `The connector to container "${config.container}" is closed. Open it again.`;
    throw new DeliveryError("unavailable", message);
  }
}
