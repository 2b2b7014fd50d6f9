import { DeliveryError, terraBody } from "@musette/core";
import type { Connector, ConnectorContext, DeliveryRecord, RecordFailure } from "@musette/core";
import { Agent } from "undici";
import type { buildConnector } from "undici";
import type { Refusal } from "./answers.ts";
import type { WebhookConfig } from "./config.ts";
import { classifyFailure } from "./errors.ts";
import { post } from "./post.ts";
import { sign } from "./sign.ts";

/** Events on their way to one receiver at once. */
const parallelPosts = 8;

/** Posts each record as one event, through connections made by `connect`. */
export function createWebhook(
  { url, secrets, headers, timeoutMs }: WebhookConfig,
  { now }: Pick<ConnectorContext, "now">,
  connect: buildConnector.connector,
): Connector {
  const agent = new Agent({ connect, connections: parallelPosts, headersTimeout: 0, bodyTimeout: 0 });
  let closing: Promise<void> | undefined;

  return {
    async write({ records }, { signal }) {
      signal.throwIfAborted();
      refuseWhenClosed();
      const refusals = new Map<string, Refusal>();
      let endpointRefusal: Refusal | undefined;
      let delivered = 0;
      // All posters take from the same list. What is wrong with the receiver is not asked 50 times.
      const waiting = records.values();
      const postNext = async (): Promise<void> => {
        for (const record of waiting) {
          const refusal =
            endpointRefusal ?? (await post(messageOf(record), { agent, timeoutMs, now }, signal));
          if (refusal === undefined) delivered += 1;
          else refusals.set(record.id, refusal);
          if (refusal?.endpoint === true) endpointRefusal ??= refusal;
        }
      };
      await Promise.all(Array.from({ length: parallelPosts }, postNext));

      const nothingElse = delivered === 0 && [...refusals.values()].every(({ endpoint }) => endpoint);
      if (endpointRefusal !== undefined && nothingElse) throw endpointRefusal.error;
      return records.flatMap(({ id }) => failureOf(id, refusals.get(id)));
    },

    async check({ signal }) {
      signal.throwIfAborted();
      refuseWhenClosed();
      const deadline = AbortSignal.timeout(timeoutMs);
      try {
        const options = { method: "HEAD", origin: url.origin, path: "/" } as const;
        const answer = await agent.request({ ...options, signal: AbortSignal.any([signal, deadline]) });
        await answer.body.dump();
      } catch (error) {
        signal.throwIfAborted();
        if (!deadline.aborted) throw classifyFailure(url.origin, error);
        const advice = "Check that the receiver runs and can be reached.";
        throw new DeliveryError("timeout", `${url.origin} did not answer within ${timeoutMs} ms. ${advice}`);
      }
    },

    async close() {
      closing ??= agent.close();
      await closing;
    },
  };

  function refuseWhenClosed(): void {
    if (closing === undefined) return;
    throw new DeliveryError("unavailable", `The connector to ${url.origin} is closed. Open it again.`);
  }

  function messageOf(record: DeliveryRecord) {
    const body = Buffer.from(terraBody(record));
    const atSeconds = Math.floor(now() / 1000);
    return {
      url,
      body,
      headers: {
        ...headers,
        "content-type": "application/json",
        "user-agent": "musette",
        "hook-type": "WEBHOOK",
        "terra-reference": record.id,
        "x-terra-trace-id": record.id,
        "x-terra-ordering-timestamp": String(record.revision),
        ...sign({ id: record.id, body, atSeconds }, secrets),
      },
    };
  }
}

function failureOf(id: string, refusal: Refusal | undefined): readonly RecordFailure[] {
  if (refusal === undefined) return [];
  const { code, message, retryAfterMs } = refusal.error;
  return [{ id, code, message, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }];
}
