import type { WriteEnd, WrittenBatch } from "@musette/delivery";

/** One time that an event was handed to a destination. */
export interface TrailAttempt {
  readonly endedAtMs: number;
  readonly durationMs: number;
  /** `delivered`, `stopped` or the error's code. */
  readonly outcome: string;
  readonly message: string | null;
  /** Events in the same batch. */
  readonly records: number;
}

/** What was lately handed to one destination: so many events are remembered, and then the oldest batches go. */
export interface DeliveryTrail {
  note(batch: WrittenBatch, end: WriteEnd): void;
  attemptsOf(seq: number): readonly TrailAttempt[];
  /** What ended up to here may have been forgotten, Unix milliseconds; null: nothing was. */
  readonly forgottenThroughMs: number | null;
}

interface Step extends TrailAttempt {
  readonly seqs: Float64Array;
  readonly failed: ReadonlySet<number>;
  readonly failedOutcome: string;
}

export function createDeliveryTrail(mostEvents: number): DeliveryTrail {
  let steps: Step[] = [];
  let events = 0;
  let forgottenThroughMs: number | null = null;

  function forget(): void {
    let first = 0;
    while (events > mostEvents && first < steps.length - 1) {
      const step = steps[first++];
      events -= step?.seqs.length ?? 0;
      forgottenThroughMs = step?.endedAtMs ?? forgottenThroughMs;
    }
    if (first > 0) steps = steps.slice(first);
  }

  return {
    get forgottenThroughMs() {
      return forgottenThroughMs;
    },
    note({ events: written }, { outcome, failed, failure, startedAtMs, durationMs }) {
      const isPartial = outcome === "partial" || outcome === "delivered";
      steps.push({
        seqs: Float64Array.from(written, ({ seq }) => seq),
        failed: new Set(failed.map(({ seq }) => seq)),
        outcome: isPartial ? "delivered" : outcome,
        failedOutcome: isPartial ? (failure?.code ?? "unknown") : outcome,
        message: failure?.message ?? null,
        endedAtMs: startedAtMs + durationMs,
        durationMs,
        records: written.length,
      });
      events += written.length;
      // Slicing costs as much as is kept, so that a tenth is let go at once.
      if (events > mostEvents * 1.1) forget();
    },
    attemptsOf: (seq) =>
      steps
        .filter(({ seqs }) => seqs.includes(seq))
        .map(({ failed, outcome, failedOutcome, message, endedAtMs, durationMs, records }) => {
          const hasFailed = outcome !== "delivered" || failed.has(seq);
          return {
            endedAtMs,
            durationMs,
            records,
            outcome: hasFailed ? failedOutcome : outcome,
            message: hasFailed ? message : null,
          };
        }),
  };
}
