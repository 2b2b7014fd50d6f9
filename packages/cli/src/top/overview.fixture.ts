import type { Overview, OverviewDestination } from "@musette/console";

const none = Array.from({ length: 60 }, () => 0);

export function makeDestination(change: Partial<OverviewDestination> = {}): OverviewDestination {
  return {
    name: "warehouse",
    type: "sql",
    status: "healthy",
    since: "2026-03-01T11:00:00.000Z",
    pausedBy: null,
    message: null,
    lagEvents: 0,
    lagSeconds: 0,
    oldestUnsentAt: null,
    retries: 0,
    deadLetters: 0,
    delivered: 1204,
    lastError: null,
    advice: null,
    out: [...none.slice(2), 8, 4],
    ...change,
  };
}

/** Half a minute into the minute that is running. */
export function makeOverview(change: Partial<Overview> = {}): Overview {
  return {
    version: "9.8.7",
    startedAt: "2026-03-01T11:00:00.000Z",
    now: "2026-03-01T12:00:30.000Z",
    uptimeSeconds: 3_630,
    rates: {
      fromMinute: "2026-03-01T11:01:00.000Z",
      in: [...none.slice(2), 20, 10],
      out: [...none.slice(2), 40, 20],
    },
    destinations: [makeDestination()],
    unconfigured: [],
    journal: { bytes: 1_230_000_000, maxBytes: 8e9, roomBytes: 6.77e9, events: 123_456, headSeq: 123_456 },
    quarantined: 0,
    deadLetters: 0,
    ...change,
  };
}
