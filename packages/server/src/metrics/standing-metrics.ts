import type { DestinationStatus } from "@musette/delivery";
import type { MakeMetrics } from "./make-metrics.ts";

/** Where each destination stands, when it is asked. */
export function createStandingMetrics(
  make: MakeMetrics,
  now: () => number,
): (destinations: readonly DestinationStatus[]) => void {
  const byDestination = ["destination"] as const;
  const lag = make.gauge(
    "musette_delivery_lag_events",
    "Events in the journal that a destination has not settled",
    byDestination,
  );
  const lagSeconds = make.gauge(
    "musette_delivery_lag_seconds",
    "Age of the oldest event that a destination has not been given; 0 when none waits",
    byDestination,
  );
  const oldestUnsent = make.gauge(
    "musette_delivery_oldest_unsent_timestamp_seconds",
    "When the oldest event arrived that a destination has not been given, Unix time; absent when none waits",
    byDestination,
  );
  const retries = make.gauge("musette_delivery_retries", "Events waiting for another attempt", byDestination);
  const deadLetters = make.gauge(
    "musette_delivery_dead_letters",
    "Dead letters that are kept",
    byDestination,
  );
  const states = make.gauge("musette_destination_state", "1 for the state that a destination is in", [
    "destination",
    "state",
  ]);
  const up = make.gauge("musette_destination_up", "1 healthy, 0.5 degraded, 0 paused", byDestination);

  return (destinations) => {
    // Also those of destinations that are gone since.
    for (const metric of [lag, lagSeconds, oldestUnsent, retries, deadLetters, states, up]) metric.reset();
    for (const status of destinations) {
      const labels = { destination: status.name };
      const oldestAtMs = status.oldestUnsentAtMs;
      lag.set(labels, status.lagEvents);
      lagSeconds.set(labels, oldestAtMs === null ? 0 : Math.max(0, (now() - oldestAtMs) / 1_000));
      if (oldestAtMs !== null) oldestUnsent.set(labels, oldestAtMs / 1_000);
      retries.set(labels, status.retries);
      deadLetters.set(labels, status.deadLetters);
      for (const state of ["healthy", "degraded", "paused"] as const) {
        states.set({ ...labels, state }, Number(status.state.status === state));
      }
      up.set(labels, { healthy: 1, degraded: 0.5, paused: 0 }[status.state.status]);
    }
  };
}
