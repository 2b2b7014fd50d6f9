import type { Clock } from "@musette/core";
import type { Journal } from "@musette/journal";
import type { Metrics } from "@musette/server";
import type { Logger } from "pino";

const hourMs = 3_600_000;

/**
 * Every hour deletes what is older than the retention and no destination needs any more.
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
        log.error({ err: error }, "retention failed; it is tried again in an hour");
      }
    }
    if (!stop.signal.aborted) cancel = clock.after(hourMs, () => void run());
  };
  cancel = clock.after(60_000, () => void run());
  return () => {
    stop.abort();
    cancel();
  };
}
