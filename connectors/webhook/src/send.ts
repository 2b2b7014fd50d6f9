import type { Agent, Dispatcher } from "undici";

/** An answer's body is of no interest, but reading it frees the connection for the next event. */
const mostDrainedBytes = 64 * 1024;
const drainTimeoutMs = 1_000;

/** One event, ready to be sent. */
export interface Message {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Sends messages until it is stopped. */
export interface Sender {
  /**
   * Resolves when the answer has been read, or as much of it as is worth it.
   *
   * @throws what undici says of a request without an answer; `signal.reason` when stopped.
   */
  send(message: Message, headersTimeoutMs: number): Promise<Answer>;
  /** Forgets the signal. */
  [Symbol.dispose](): void;
}

export interface Answer {
  readonly status: number;
  header(name: string): string | undefined;
}

/**
 * A sender for the messages of one batch. All of them hang on one listener of the signal, and the answer
 * goes through no stream: a signal, a stream and their listeners for each event took a quarter of what it
 * costs to send one (`npm run bench -- sinks --only webhook`).
 */
export function createSender(agent: Agent, signal: AbortSignal): Sender {
  const open = new Set<Dispatcher.DispatchController>();
  const reason = () => signal.reason as Error;
  const stop = () => {
    for (const controller of open) controller.abort(reason());
  };
  signal.addEventListener("abort", stop);

  async function send({ url, headers, body }: Message, headersTimeoutMs: number): Promise<Answer> {
    signal.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    let answer: Answer | undefined;
    let drainedBytes = 0;
    let drainTimer: NodeJS.Timeout | undefined;
    /** The connection is closed where the rest is not waited for; the status has been told. */
    const cutOff = (controller: Dispatcher.DispatchController) =>
      controller.abort(new Error("The rest of the answer is not read."));
    const options = {
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: "POST",
      headers,
      body,
      headersTimeout: headersTimeoutMs,
    } as const;

    agent.dispatch(options, {
      onRequestStart(controller) {
        // It may have waited for a connection until now.
        if (signal.aborted) controller.abort(reason());
        else open.add(controller);
      },
      onResponseStart(controller, status, answered) {
        if (status < 200) return;
        answer = { status, header: (name) => first(answered[name]) };
        // Most receivers answer without a body: there is nothing to wait for.
        if (first(answered["content-length"]) !== "0")
          drainTimer = setTimeout(cutOff, drainTimeoutMs, controller);
      },
      onResponseData(controller, chunk) {
        drainedBytes += chunk.length;
        if (drainedBytes > mostDrainedBytes) cutOff(controller);
      },
      onResponseEnd(controller) {
        end(controller);
        if (answer !== undefined) resolve(answer);
      },
      onResponseError(controller, error) {
        end(controller);
        if (answer === undefined) reject(error);
        else resolve(answer);
      },
    });

    function end(controller: Dispatcher.DispatchController): void {
      open.delete(controller);
      clearTimeout(drainTimer);
    }

    return await promise;
  }

  return { send, [Symbol.dispose]: () => signal.removeEventListener("abort", stop) };
}

function first(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === "string" ? value : value?.[0];
}
