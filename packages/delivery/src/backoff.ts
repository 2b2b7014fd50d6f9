import type { DestinationPlan } from "./delivery.ts";

/** A vendor that asks for a longer wait than this is asked again after it. */
const longestRetryAfterMs = 3_600_000;

/**
 * How long to wait after the given number of failures (1 or more) in a row: full jitter over a
 * doubling ceiling, and never less than the vendor asked for. Whole milliseconds: the journal keeps no
 * others.
 *
 * @see https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export function backoffMs(
  retry: Pick<DestinationPlan["retry"], "firstMs" | "longestMs">,
  failures: number,
  random: () => number,
  retryAfterMs = 0,
): number {
  const ceilingMs = Math.min(retry.longestMs, retry.firstMs * 2 ** (failures - 1));
  const askedMs = Math.min(retryAfterMs, longestWaitMs(retry));
  return Math.ceil(Math.max(random() * ceilingMs, askedMs));
}

/** No retry waits for longer than this. */
export function longestWaitMs(retry: Pick<DestinationPlan["retry"], "longestMs">): number {
  return Math.max(retry.longestMs, longestRetryAfterMs);
}
