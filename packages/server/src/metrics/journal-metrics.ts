import type { DurationHistogram, JournalStats } from "@musette/journal";
import type { Registry } from "prom-client";
import type { MakeMetrics } from "./make-metrics.ts";

/** What the journal says of itself, when it is asked. */
export function createJournalMetrics(make: MakeMetrics, registry: Registry): (stats: JournalStats) => void {
  const events = make.gauge("musette_journal_events", "Events in the journal");
  const bytes = make.gauge("musette_journal_bytes", "Size of the journal on disk");
  const limit = make.gauge("musette_journal_limit_bytes", "Configured limit of the journal; 0 without one");
  const free = make.gauge("musette_journal_disk_free_bytes", "Room left on the disk that holds the journal");
  const waiting = make.gauge(
    "musette_journal_queue_requests",
    "Reads and writes that the journal has been asked for and has not answered",
  );
  const quarantined = make.gauge("musette_quarantine_items", "Items in quarantine");
  const damaged = make.gauge(
    "musette_journal_damaged",
    "What was found damaged on the disk since the start; the log says what",
  );
  const showCommits = addCommitHistogram(registry);

  return (stats) => {
    events.set(stats.events);
    bytes.set(stats.bytes);
    limit.set(stats.maxBytes ?? 0);
    if (stats.freeBytes !== null) free.set(stats.freeBytes);
    waiting.set(stats.waiting);
    quarantined.set(stats.quarantined);
    damaged.set(stats.damaged);
    showCommits(stats.commitTimes);
  };
}

/** Counted by the journal's own thread, so the registry is only handed the counts. */
function addCommitHistogram(registry: Registry): (times: DurationHistogram) => void {
  const name = "musette_journal_commit_duration_seconds";
  const help = "Time of one commit of the journal, fsync included";
  let times: DurationHistogram = { boundsMs: [], counts: [], sumMs: 0 };

  function values() {
    let below = 0;
    const buckets = times.counts.map((count, index) => {
      below += count;
      const boundMs = times.boundsMs[index];
      const le = boundMs === undefined ? "+Inf" : boundMs / 1_000;
      return { labels: { le }, value: below, metricName: `${name}_bucket` };
    });
    return [
      ...buckets,
      { labels: {}, value: times.sumMs / 1_000, metricName: `${name}_sum` },
      { labels: {}, value: below, metricName: `${name}_count` },
    ];
  }

  registry.registerMetric({
    name,
    help,
    get: async () => ({ name, help, type: "histogram", aggregator: "sum", values: values() }),
    reset() {},
  } as unknown as Parameters<Registry["registerMetric"]>[0]);
  return (newer) => {
    times = newer;
  };
}
