import { GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { DeliveryError } from "@musette/core";
import type { Connector } from "@musette/core";
import { createClient } from "./client.ts";
import type { SqsConfig } from "./config.ts";
import { deliveryError } from "./errors.ts";
import { write } from "./write.ts";

/** Opens one queue. */
export function createSqs(config: SqsConfig): Connector {
  const { queueUrl, groupBy } = config;
  const client = createClient(config);
  let closed = false;

  return {
    async write(batch, { signal }) {
      signal.throwIfAborted();
      refuseWhenClosed();
      return await write({ client, queueUrl }, batch, groupBy, signal);
    },

    async check({ signal }) {
      signal.throwIfAborted();
      refuseWhenClosed();
      const command = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ["QueueArn"] });
      try {
        await client.send(command, { abortSignal: signal });
      } catch (error) {
        signal.throwIfAborted();
        throw deliveryError("GetQueueAttributes", queueUrl, error);
      }
    },

    async close() {
      closed = true;
      client.destroy();
    },
  };

  function refuseWhenClosed(): void {
    if (!closed) return;
    throw new DeliveryError("unavailable", `The connector to ${queueUrl} is closed. Open it again.`);
  }
}
