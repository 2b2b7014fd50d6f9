import type { MakeMetrics } from "./make-metrics.ts";

/** To be called when a look at the whole journal has ended. */
export function createScrubMetrics(make: MakeMetrics, now: () => number): () => void {
  const lastDone = make.gauge(
    "musette_journal_scrub_last_done_timestamp_seconds",
    "When all events, indexes and payloads were last looked at, Unix time; 0 before the first time",
  );
  return () => lastDone.set(now() / 1_000);
}
