import { deliveryCodes } from "@musette/core";
import type { DeliveryObserver, WrittenBatch } from "@musette/delivery";
import type { MakeMetrics } from "./make-metrics.ts";

const codes = Object.keys(deliveryCodes);
/** Everything that a label `outcome` may say. */
const outcomes = ["delivered", "partial", "stopped", ...codes];

/** What delivery does, as it does it. */
export function createDeliveryMetrics(make: MakeMetrics): DeliveryObserver {
  const byDestination = ["destination"] as const;
  const records = make.counter(
    "musette_delivery_records_total",
    "Records handed to a destination, by outcome: delivered, or the code of the failure",
    ["destination", "outcome"],
  );
  const attempts = make.counter(
    "musette_delivery_attempts_total",
    "Writes to a destination, by outcome: delivered, partial, stopped, or the code of the failure",
    ["destination", "outcome"],
  );
  const seconds = make.histogram(
    "musette_delivery_attempt_duration_seconds",
    "Time of one write to a destination",
    [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    byDestination,
  );
  const batchRecords = make.histogram(
    "musette_delivery_batch_records",
    "Records in one write to a destination",
    [1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000],
    byDestination,
  );
  const batchBytes = make.histogram(
    "musette_delivery_batch_bytes",
    "Size of one write to a destination, as JSON; estimated where records are small",
    [1e3, 1e4, 1e5, 1e6, 4e6, 16e6, 64e6],
    byDestination,
  );
  const recordsNow = make.gauge(
    "musette_delivery_in_flight_records",
    "Records that a destination has been handed and has not answered",
    byDestination,
  );
  const bytesNow = make.gauge(
    "musette_delivery_in_flight_bytes",
    "Size of the records in flight, as JSON",
    byDestination,
  );
  const deadLetters = make.counter("musette_dead_letters_total", "Events that a destination will not take", [
    "destination",
    "code",
  ]);

  function move(destination: string, { events, bytes }: WrittenBatch, sign: 1 | -1): void {
    recordsNow.inc({ destination }, sign * events.length);
    bytesNow.inc({ destination }, sign * bytes);
  }

  return {
    attempt: (destination, outcome, count) => records.inc({ destination, outcome }, count),
    writing(destination, batch) {
      move(destination, batch, 1);
      batchRecords.observe({ destination }, batch.events.length);
      batchBytes.observe({ destination }, batch.bytes);
    },
    wrote(destination, batch, { outcome, durationMs }) {
      move(destination, batch, -1);
      attempts.inc({ destination, outcome });
      seconds.observe({ destination }, durationMs / 1_000);
    },
    deadLetter: (destination, _eventId, code) => deadLetters.inc({ destination, code }),
    removed(destination) {
      for (const metric of [seconds, batchRecords, batchBytes, recordsNow, bytesNow]) {
        metric.remove({ destination });
      }
      for (const metric of [records, attempts]) {
        for (const outcome of outcomes) metric.remove({ destination, outcome });
      }
      for (const code of codes) deadLetters.remove({ destination, code });
    },
  };
}
