import type { MakeMetrics } from "./make-metrics.ts";

/** What the doors are doing at this moment. */
export interface InFlight {
  readonly requests: number;
  readonly bytes: number;
}

/** Requests that bring payloads, and what became of them. */
export interface IngestMetrics {
  /** Of one payload: new events, those that were stored already, and items kept raw. */
  accepted(source: string, events: number, duplicates: number, quarantined: number): void;
  /** A request that was not taken; `code` is the problem's. */
  refused(code: string): void;
  /** Any request to a source; `source` is one of ours, or `unknown`. */
  answered(source: string, status: number, seconds: number): void;
  /**
   * A source that is on: its counters, and that of its requests answered 5xx, are there from now on. To
   * Prometheus the first value of a counter that is new is no increase.
   */
  expect(source: string): void;
  /** Asked when metrics are read. */
  watchInFlight(read: () => InFlight): void;
}

const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

export function createIngestMetrics(make: MakeMetrics): IngestMetrics & { readonly collect: () => void } {
  const events = make.counter("musette_events_accepted_total", "Events stored in the journal", ["source"]);
  const duplicates = make.counter("musette_events_duplicate_total", "Events that were stored already", [
    "source",
  ]);
  const quarantine = make.counter(
    "musette_items_quarantined_total",
    "Items kept raw because they could not be normalized",
    ["source"],
  );
  const refused = make.counter("musette_requests_refused_total", "Ingest requests that were not taken", [
    "code",
  ]);
  const requestSeconds = make.histogram(
    "musette_ingest_request_duration_seconds",
    "Time from the head of an ingest request to its answer, by source and class of status",
    secondsBuckets,
    ["source", "status"],
  );
  const requestsNow = make.gauge(
    "musette_ingest_in_flight_requests",
    "Ingest requests without an answer yet",
  );
  const bytesNow = make.gauge(
    "musette_ingest_in_flight_bytes",
    "Announced size of the bodies that are being worked on",
  );
  const watched: (() => InFlight)[] = [];
  const expected = new Set<string>();

  return {
    accepted(source, fresh, repeated, quarantined) {
      events.inc({ source }, fresh);
      duplicates.inc({ source }, repeated);
      quarantine.inc({ source }, quarantined);
    },
    refused: (code) => refused.inc({ code }),
    answered(source, status, seconds) {
      requestSeconds.observe({ source, status: `${Math.floor(status / 100)}xx` }, seconds);
    },
    expect(source) {
      // Once: `zero` forgets what was counted.
      if (expected.has(source)) return;
      expected.add(source);
      for (const counter of [events, duplicates, quarantine]) counter.inc({ source }, 0);
      requestSeconds.zero({ source, status: "5xx" });
    },
    watchInFlight: (read) => void watched.push(read),
    collect() {
      const now = watched.map((read) => read());
      requestsNow.set(now.reduce((sum, { requests }) => sum + requests, 0));
      bytesNow.set(now.reduce((sum, { bytes }) => sum + bytes, 0));
    },
  };
}
