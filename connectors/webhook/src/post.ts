import { DeliveryError } from "@musette/core";
import { classifyAnswer } from "./answers.ts";
import type { Refusal } from "./answers.ts";
import { classifyFailure } from "./errors.ts";
import { redirectTarget } from "./redirect.ts";
import { retryAfterMs } from "./retry-after.ts";
import type { Message, Sender } from "./send.ts";
import { errors } from "./undici.ts";

const mostRedirects = 3;

/** How events are posted. */
export interface PostOptions {
  readonly sender: Sender;
  readonly timeoutMs: number;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/**
 * Posts one event. A status of 2xx is delivery, whatever becomes of the answer's body.
 *
 * @returns undefined when it was delivered, else what went wrong. Rethrows `signal.reason` when stopped.
 */
export async function post(
  message: Message,
  { sender, timeoutMs, now }: PostOptions,
  signal: AbortSignal,
): Promise<Refusal | undefined> {
  const { origin } = message.url;
  const startedMs = performance.now();
  try {
    let { url } = message;
    for (let hop = 0; hop <= mostRedirects; hop += 1) {
      const spentMs = hop === 0 ? 0 : Math.floor(performance.now() - startedMs);
      const answer = await sender.send({ ...message, url }, Math.max(1, timeoutMs - spentMs));
      const { status } = answer;
      if (status >= 200 && status < 300) return undefined;
      if (status < 300 || status >= 400) {
        return classifyAnswer(origin, {
          status,
          retryAfterMs: retryAfterMs(answer.header("retry-after"), now()),
        });
      }
      url = redirectTarget(url, status, answer.header("location"));
    }
    const advice = "Set url to where they lead.";
    throw new DeliveryError(
      "not_found",
      `POST to ${origin} led to more than ${mostRedirects} redirects. ${advice}`,
    );
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof errors.HeadersTimeoutError) {
      const advice = "Answer sooner and do the work later, or set timeout.";
      const text = `POST to ${origin} got no answer within ${timeoutMs} ms. ${advice}`;
      return { error: new DeliveryError("timeout", text, { context: { origin } }), endpoint: true };
    }
    return { error: classifyFailure(origin, error), endpoint: true };
  }
}
