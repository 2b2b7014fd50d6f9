import { DeliveryError, type Clock } from "@musette/core";

export interface Deadline {
  /** Who is called, for the message. */
  readonly name: string;
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly stopped: AbortSignal;
}

/**
 * Calls a connector. Does not wait for a call that ignores its signal.
 *
 * @throws {DeliveryError} `timeout` after the deadline; `stopped.reason` when stopped; what the call throws.
 */
export async function callWithDeadline<Result>(
  { name, timeoutMs, clock, stopped }: Deadline,
  call: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  stopped.throwIfAborted();
  const controller = new AbortController();
  const abort = () => controller.abort(stopped.reason);
  stopped.addEventListener("abort", abort);
  const cancelDeadline = clock.after(timeoutMs, () => controller.abort(timeoutError(name, timeoutMs)));
  const { signal } = controller;
  try {
    const aborted = new Promise<never>((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason as Error));
    });
    return await Promise.race([aborted, call(signal)]);
  } catch (error) {
    // A connector may wrap the abort in an error of its own; the reason is still ours.
    throw signal.aborted ? signal.reason : error;
  } finally {
    cancelDeadline();
    stopped.removeEventListener("abort", abort);
  }
}

function timeoutError(name: string, timeoutMs: number): DeliveryError {
  return new DeliveryError(
    "timeout",
    `${name} did not answer within ${timeoutMs} ms. Make the batches smaller or the timeout longer.`,
  );
}
