import type { DeliveryObserver, DestinationStatus } from "@musette/delivery";
import type { JournalStats } from "@musette/journal";
import { Counter, Gauge, Histogram, Registry } from "prom-client";

/** What the server counts. Names are Prometheus'; labels are bounded by the configuration. */
export interface Metrics {
  accepted(source: string, events: number, duplicates: number, quarantined: number): void;
  /** A request that was not taken; `code` is the problem's. */
  refused(code: string): void;
  /** What delivery reports. */
  readonly delivery: DeliveryObserver;
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
  const registers = [registry];
  const counter = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
  ): Counter<Label> => new Counter({ name, help, labelNames, registers });
  const gauge = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[] = [],
  ): Gauge<Label> => new Gauge({ name, help, labelNames, registers });

  const events = counter("musette_events_accepted_total", "Events stored in the journal", ["source"]);
  const duplicates = counter("musette_events_duplicate_total", "Events that were stored already", ["source"]);
  const quarantine = counter(
    "musette_items_quarantined_total",
    "Items kept raw because they could not be normalized",
    ["source"],
  );
  const refused = counter("musette_requests_refused_total", "Ingest requests that were not taken", ["code"]);
  const attempts = counter("musette_delivery_records_total", "Records handed to a destination, by outcome", [
    "destination",
    "outcome",
  ]);
  const attemptSeconds = new Histogram({
    name: "musette_delivery_attempt_seconds",
    help: "Time of one write to a destination",
    labelNames: ["destination"],
    buckets: [0.005, 0.02, 0.1, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  const deadLetters = counter("musette_dead_letters_total", "Events that a destination will not take", [
    "destination",
    "code",
  ]);
  const lag = gauge(
    "musette_delivery_lag_events",
    "Events in the journal that a destination has not settled",
    ["destination"],
  );
  const retries = gauge("musette_delivery_retries", "Events waiting for another attempt", ["destination"]);
  const lagSeconds = gauge(
    "musette_delivery_lag_seconds",
    "Age of the oldest event that a destination has not been given; 0 when none waits",
    ["destination"],
  );
  const oldestUnsent = gauge(
    "musette_delivery_oldest_unsent_timestamp_seconds",
    "When the oldest event arrived that a destination has not been given, Unix time; absent when none waits",
    ["destination"],
  );
  const lettersNow = gauge("musette_delivery_dead_letters", "Dead letters that are kept", ["destination"]);
  const states = gauge("musette_destination_state", "1 for the state that a destination is in", [
    "destination",
    "state",
  ]);
  const up = gauge("musette_destination_up", "1 healthy, 0.5 degraded, 0 paused", ["destination"]);
  const journalEvents = gauge("musette_journal_events", "Events in the journal");
  const journalBytes = gauge("musette_journal_bytes", "Size of the journal on disk");
  const journalLimit = gauge("musette_journal_limit_bytes", "Configured limit of the journal; 0 without one");
  const quarantined = gauge("musette_quarantine_items", "Items in quarantine");
  const commits = gauge("musette_journal_commits", "Commits since start");
  const commitSeconds = gauge("musette_journal_commit_seconds", "Time of the last commits, fsync included", [
    "quantile",
  ]);
  const resident = gauge("process_resident_memory_bytes", "Resident memory size in bytes");

  return {
    accepted(source, fresh, repeated, quarantined) {
      events.inc({ source }, fresh);
      duplicates.inc({ source }, repeated);
      quarantine.inc({ source }, quarantined);
    },
    refused: (code) => refused.inc({ code }),
    delivery: {
      attempt(destination, outcome, records, durationMs) {
        attempts.inc({ destination, outcome }, records);
        attemptSeconds.observe({ destination }, durationMs / 1000);
      },
      deadLetter: (destination, _eventId, code) => deadLetters.inc({ destination, code }),
    },
    contentType: registry.contentType,
    async render(read) {
      const { journal, destinations } = await read();
      oldestUnsent.reset();
      for (const status of destinations) {
        const labels = { destination: status.name };
        lag.set(labels, status.lagEvents);
        retries.set(labels, status.retries);
        lettersNow.set(labels, status.deadLetters);
        const oldestAtMs = status.oldestUnsentAtMs;
        lagSeconds.set(labels, oldestAtMs === null ? 0 : Math.max(0, (now() - oldestAtMs) / 1000));
        if (oldestAtMs !== null) oldestUnsent.set(labels, oldestAtMs / 1000);
        for (const state of ["healthy", "degraded", "paused"] as const) {
          states.set({ ...labels, state }, Number(status.state.status === state));
        }
        up.set(labels, { healthy: 1, degraded: 0.5, paused: 0 }[status.state.status]);
      }
      journalEvents.set(journal.events);
      journalBytes.set(journal.bytes);
      if (journal.maxBytes !== null) journalLimit.set(journal.maxBytes);
      quarantined.set(journal.quarantined);
      commits.set(journal.commits);
      commitSeconds.set({ quantile: "0.5" }, journal.commitMsP50 / 1000);
      commitSeconds.set({ quantile: "0.99" }, journal.commitMsP99 / 1000);
      resident.set(process.memoryUsage.rss());
      return registry.metrics();
    },
  };
}
