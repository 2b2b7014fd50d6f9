import type { DestinationStatus } from "@musette/delivery";
import { expect, it } from "vitest";
import { createMetrics } from "./metrics.ts";

const journal = {
  headSeq: 3,
  events: 3,
  quarantined: 0,
  damaged: 0,
  bytes: 1,
  maxBytes: null,
  commits: 1,
  commitMsP50: 0,
  commitMsP99: 0,
  commitTimes: { boundsMs: [], counts: [0], sumMs: 0 },
  waiting: 0,
  freeBytes: null,
};

function statusOf(name: string): DestinationStatus {
  return {
    name,
    type: "sql",
    state: { status: "healthy", sinceMs: 0, code: null, message: null },
    lagEvents: 1,
    settledThrough: 2,
    retries: 1,
    deadLetters: 1,
    delivered: 1,
    oldestUnsentAtMs: 1,
    pausedBy: null,
    lastFailure: null,
  };
}

it("says nothing more of a destination that is configured no more", async () => {
  const metrics = createMetrics(() => 1_000);
  for (const name of ["lake", "gone"]) {
    metrics.delivery.attempt?.(name, "delivered", 3, 20);
    metrics.delivery.attempt?.(name, "throttled", 1, 20);
    const batch = { id: "batch", type: "sql", events: [], bytes: 10, failures: 0 };
    metrics.delivery.writing?.(name, batch);
    metrics.delivery.wrote?.(name, batch, {
      outcome: "partial",
      failed: [],
      failure: null,
      startedAtMs: 0,
      durationMs: 5,
    });
    metrics.delivery.deadLetter?.(name, "event", "rejected", "No.", 1);
  }
  const render = (...names: readonly string[]) =>
    metrics.render(async () => ({ journal, destinations: names.map(statusOf) }));
  expect((await render("lake", "gone")).match(/destination="gone"/g)?.length).toBeGreaterThan(15);
  metrics.delivery.removed?.("gone");
  const text = await render("lake");
  expect(text).not.toContain("gone");
  expect(text).toContain('musette_delivery_records_total{destination="lake",outcome="delivered"} 3');
  expect(text).toContain('musette_delivery_lag_events{destination="lake"} 1');
});

it("has the counters of a source before they count, and keeps them when it is told of the source again", async () => {
  const metrics = createMetrics(() => 1_000);
  const count = async () => {
    const text = await metrics.render(async () => ({ journal, destinations: [] }));
    const find = (name: string, labels: string) =>
      new RegExp(`^${name}\\{${labels}\\} (\\d+)$`, "m").exec(text)?.[1];
    return [
      find("musette_events_accepted_total", 'source="ifit"'),
      find("musette_ingest_request_duration_seconds_count", 'source="ifit",status="5xx"'),
    ];
  };
  expect(await count()).toEqual([undefined, undefined]);
  metrics.expect("ifit");
  expect(await count()).toEqual(["0", "0"]);
  metrics.accepted("ifit", 2, 0, 0);
  metrics.answered("ifit", 503, 0.1);
  metrics.expect("ifit");
  expect(await count()).toEqual(["2", "1"]);
});
