import type { MakeMetrics } from "./make-metrics.ts";

/** One run of retention: how many events it removed; null when it failed. */
export function createRetentionMetrics(
  make: MakeMetrics,
  now: () => number,
): (removed: number | null) => void {
  const runs = make.counter("musette_retention_runs_total", "Runs of retention, by outcome: done or failed", [
    "outcome",
  ]);
  // Known from the start, for the first failure is no increase to Prometheus otherwise.
  for (const outcome of ["done", "failed"]) runs.inc({ outcome }, 0);
  const events = make.counter("musette_retention_events_total", "Events that retention removed");
  const lastDone = make.gauge(
    "musette_retention_last_done_timestamp_seconds",
    "When retention last ran to its end, Unix time; 0 before the first run",
  );
  return (removed) => {
    runs.inc({ outcome: removed === null ? "failed" : "done" });
    if (removed === null) return;
    events.inc(removed);
    lastDone.set(now() / 1_000);
  };
}
