import { errors } from "undici";
import type { Agent, Dispatcher } from "undici";
import { DeliveryError } from "@musette/core";
import { classifyAnswer } from "./answers.ts";
import type { Refusal } from "./answers.ts";
import { classifyFailure } from "./errors.ts";
import { redirectTarget } from "./redirect.ts";
import { retryAfterMs } from "./retry-after.ts";

const mostRedirects = 3;
/** An answer's body is of no interest, but reading it frees the connection for the next event. */
const mostDrainedBytes = 64 * 1024;
const drainTimeoutMs = 1_000;

/** How events are posted. */
export interface PostOptions {
  readonly agent: Agent;
  readonly timeoutMs: number;
  /** Unix milliseconds. */
  readonly now: () => number;
}

/** One event, ready to be sent. */
export interface Message {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * Posts one event. A status of 2xx is delivery, whatever becomes of the answer's body.
 *
 * @returns undefined when it was delivered, else what went wrong. Rethrows `signal.reason` when stopped.
 */
export async function post(
  message: Message,
  { agent, timeoutMs, now }: PostOptions,
  signal: AbortSignal,
): Promise<Refusal | undefined> {
  const { origin } = message.url;
  const deadlineMs = performance.now() + timeoutMs;
  try {
    let { url } = message;
    for (let hop = 0; hop <= mostRedirects; hop += 1) {
      const leftMs = Math.max(1, Math.ceil(deadlineMs - performance.now()));
      const answer = await send(agent, { ...message, url }, leftMs, signal);
      const status = answer.statusCode;
      if (status >= 200 && status < 300) return undefined;
      if (status < 300 || status >= 400) {
        return classifyAnswer(origin, {
          status,
          retryAfterMs: retryAfterMs(header(answer, "retry-after"), now()),
        });
      }
      url = redirectTarget(url, status, header(answer, "location"));
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

/** The timers of the client are cheaper by far than a signal of its own for each event. */
async function send(
  agent: Agent,
  { url, headers, body }: Message,
  headersTimeout: number,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  const path = `${url.pathname}${url.search}`;
  const options = {
    origin: url.origin,
    path,
    method: "POST",
    headers,
    body,
    headersTimeout,
    signal,
  } as const;
  const answer = await agent.request(options);
  const timer = setTimeout(() => answer.body.destroy(), drainTimeoutMs);
  // Where it is cut off the connection is closed; the status has been told.
  await answer.body.dump({ limit: mostDrainedBytes }).catch(() => undefined);
  clearTimeout(timer);
  return answer;
}

function header(answer: Dispatcher.ResponseData, name: string): string | undefined {
  const value = answer.headers[name];
  return typeof value === "string" ? value : value?.[0];
}
