import type { Clock } from "@musette/core";
import type { Journal } from "@musette/journal";
import type { Metrics } from "@musette/server";
import type { Logger } from "pino";

const longestWaitMs = 3_600_000;
const shortestWaitMs = 1_000;
const firstWaitMs = 60_000;

/**
 * Deletes what is older than the retention and no destination needs any more: every hour, or four times
 * within the retention where that is more often.
 *
 * @param retentionMs null keeps everything.
 * @returns how to stop, also in the middle of a run.
 */
export function startRetention(
  journal: Journal,
  retentionMs: number | null,
  clock: Clock,
  log: Logger,
  metrics: Pick<Metrics, "retention">,
): () => void {
  if (retentionMs === null) return () => {};
  const waitMs = Math.min(longestWaitMs, Math.max(retentionMs / 4, shortestWaitMs));
  const stop = new AbortController();
  let cancel = () => {};
  const run = async () => {
    try {
      const { events } = await journal.prune({ beforeMs: clock.now() - retentionMs, signal: stop.signal });
      metrics.retention(events);
      if (events > 0) log.info({ events }, `retention removed ${events} events from the journal`);
    } catch (error) {
      if (!stop.signal.aborted) {
        metrics.retention(null);
        log.error(
          { err: error },
          `retention failed; it is tried again in ${Math.round(waitMs / 1_000)} seconds`,
        );
      }
    }
    if (!stop.signal.aborted) cancel = clock.after(waitMs, () => void run());
  };
  cancel = clock.after(Math.min(firstWaitMs, waitMs), () => void run());
  return () => {
    stop.abort();
    cancel();
  };
}
