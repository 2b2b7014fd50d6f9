import type { DeliveryObserver, DestinationStatus } from "@musette/delivery";
import type { JournalStats } from "@musette/journal";
import { collectDefaultMetrics, Registry } from "prom-client";
import { createDeliveryMetrics } from "./metrics/delivery-metrics.ts";
import { createIngestMetrics, type IngestMetrics } from "./metrics/ingest-metrics.ts";
import { createJournalMetrics } from "./metrics/journal-metrics.ts";
import { createMakeMetrics } from "./metrics/make-metrics.ts";
import { createRetentionMetrics } from "./metrics/retention-metrics.ts";
import { createScrubMetrics } from "./metrics/scrub-metrics.ts";
import { createStandingMetrics } from "./metrics/standing-metrics.ts";
import { createTraceMetrics } from "./metrics/trace-metrics.ts";
import type { SpanCounts } from "./request/request-trace.ts";

/**
 * What the server counts. Names are Prometheus'. Labels are bounded: destinations and sources by the
 * configuration, codes and outcomes by ours. Never a user, an id or a path.
 */
export interface Metrics extends IngestMetrics {
  /** What delivery reports. */
  readonly delivery: DeliveryObserver;
  /** A run of retention has ended: how many events it removed; null when it failed. */
  retention(removed: number | null): void;
  /** All events, indexes and payloads of the journal were looked at. */
  scrubbed(): void;
  /** What becomes of spans, where there are any; asked when metrics are read. */
  watchSpans(read: () => SpanCounts): void;
  /** The text of `GET /metrics`. */
  render(
    read: () => Promise<{
      readonly journal: JournalStats;
      readonly destinations: readonly DestinationStatus[];
    }>,
  ): Promise<string>;
  readonly contentType: string;
}

export function createMetrics(now: () => number = Date.now): Metrics {
  const registry = new Registry();
  const make = createMakeMetrics(registry);
  const { collect, ...ingest } = createIngestMetrics(make);
  const delivery = createDeliveryMetrics(make);
  const showStandings = createStandingMetrics(make, now);
  const showJournal = createJournalMetrics(make, registry);
  const retention = createRetentionMetrics(make, now);
  const scrubbed = createScrubMetrics(make, now);
  const traces = createTraceMetrics(make);
  // Of the process: CPU, memory, file descriptors, event loop, garbage collection.
  collectDefaultMetrics({ register: registry });

  return {
    ...ingest,
    delivery,
    retention,
    scrubbed,
    watchSpans: (read) => traces.watchSpans(read),
    contentType: registry.contentType,
    async render(read) {
      const { journal, destinations } = await read();
      collect();
      traces.collect();
      showStandings(destinations);
      showJournal(journal);
      return await registry.metrics();
    },
  };
}
