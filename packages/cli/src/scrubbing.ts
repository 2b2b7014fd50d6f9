import type { Clock } from "@musette/core";
import type { Journal } from "@musette/journal";
import type { Metrics } from "@musette/server";
import type { Logger } from "pino";

/** After the start, when those who waited for the server have been served. */
const firstWaitMs = 600_000;
const waitMs = 86_400_000;
/** Between two steps, which take about 4 ms (measured): less than a tenth of the journal's time. */
const restMs = 50;

/**
 * Has the journal look at all of its events, indexes and payloads once a day, so that what a disk damages is found
 * while there still is a backup from before, and not when somebody asks for it years later.
 *
 * @returns how to stop, also in the middle of a run.
 */
export function startScrubbing(
  journal: Pick<Journal, "scrub">,
  clock: Clock,
  log: Logger,
  metrics: Pick<Metrics, "scrubbed">,
): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let cancel = () => {};
  const run = async () => {
    try {
      const { events, payloads } = await journal.scrub({ restMs, signal });
      metrics.scrubbed();
      log.debug(
        { events, payloads },
        `looked at ${events} events of the journal, their indexes, and ${payloads} payloads`,
      );
    } catch (error) {
      if (!signal.aborted)
        log.error({ err: error }, "the look at the journal failed; it is tried again in a day");
    }
    if (!signal.aborted) cancel = clock.after(waitMs, () => void run());
  };
  cancel = clock.after(firstWaitMs, () => void run());
  return () => {
    stop.abort();
    cancel();
  };
}
