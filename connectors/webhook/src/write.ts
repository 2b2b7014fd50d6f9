import { DeliveryError } from "@musette/core";
import type { Connector, ConnectorContext, RecordFailure } from "@musette/core";
import type { buildConnector } from "undici";
import type { Refusal } from "./answers.ts";
import { divideIntoBodies, singleBody } from "./bodies.ts";
import type { HookBody } from "./bodies.ts";
import type { WebhookConfig } from "./config.ts";
import { classifyFailure } from "./errors.ts";
import { post } from "./post.ts";
import { createSender } from "./send.ts";
import { sign } from "./sign.ts";
import { Agent } from "./undici.ts";

/** Events on their way to one receiver at once. */
const parallelPosts = 8;

/** Posts records, each as one event or as `divideIntoBodies` says, through connections made by `connect`. */
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
      using sender = createSender(agent, signal);
      let endpointRefusal: Refusal | undefined;
      let delivered = 0;
      // All posters take from the same list. What is wrong with the receiver is not asked 50 times.
      const waiting = [...divideIntoBodies(records)];
      const postNext = async (): Promise<void> => {
        for (let body = waiting.shift(); body !== undefined; body = waiting.shift()) {
          const refusal =
            endpointRefusal ?? (await post(messageOf(body), { sender, timeoutMs, now }, signal));
          if (refusal?.endpoint === true) endpointRefusal ??= refusal;
          if (refusal === undefined) delivered += body.records.length;
          // One item that is refused does not take the others of its body with it.
          else if (refusesItem(refusal) && body.records.length > 1)
            waiting.push(...body.records.map(singleBody));
          else for (const { id } of body.records) refusals.set(id, refusal);
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

  function messageOf({ content, reference, traceId, revision }: HookBody) {
    const { bytes: body, contentType } = content();
    const atSeconds = Math.floor(now() / 1000);
    return {
      url,
      body,
      headers: {
        ...headers,
        "content-type": contentType,
        "user-agent": "musette",
        "hook-type": "WEBHOOK",
        "terra-reference": reference,
        "x-terra-trace-id": traceId,
        "x-terra-ordering-timestamp": String(revision),
        ...sign({ id: traceId, body, atSeconds }, secrets),
      },
    };
  }
}

function refusesItem({ error, endpoint }: Refusal): boolean {
  return !endpoint && (error.code === "rejected" || error.code === "too_large");
}

function failureOf(id: string, refusal: Refusal | undefined): readonly RecordFailure[] {
  if (refusal === undefined) return [];
  const { code, message, retryAfterMs } = refusal.error;
  return [{ id, code, message, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }];
}
