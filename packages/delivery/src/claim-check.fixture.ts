import type { DeliveryRecord } from "@musette/core";
import { createChaosConnector, type ChaosConnector, type ChaosRule } from "@musette/testing";
import type { ClaimCheckPlan, EventBodies } from "./delivery.ts";
import { createEventBodies } from "./event-bodies.ts";
import type { TestBench } from "./testing-delivery.ts";

/** No record of the tests is near it but those that are made to be larger. */
export const recordBytes = 1_000;

/** An object store that goes wrong as it is told. */
export interface TestingStore {
  readonly plan: ClaimCheckPlan;
  readonly chaos: ChaosConnector;
  /** What was stored, in order, repeats too. */
  bodies(): readonly string[];
}

export function createTestingStore(bench: TestBench, rules: readonly ChaosRule[] = []): TestingStore {
  const chaos = createChaosConnector(rules, bench.clock);
  return {
    chaos,
    bodies: () => chaos.delivered.map(textOf),
    plan: {
      name: "vault",
      timeoutMs: 10_000,
      async store(record, { signal }) {
        const [failure] = await chaos.write({ id: record.id, records: [record] }, { signal });
        if (failure !== undefined) throw new Error("rules for a store throw");
        return `s3://vault/${record.id}`;
      },
    },
  };
}

/** Bodies of which those of the given events are larger than `recordBytes`. */
export function createLargeBodies({ journal }: TestBench, largeSeqs: readonly number[]): EventBodies {
  const bodies = createEventBodies({ journal, renormalize: () => [], maxBytes: 1_000_000 });
  return {
    ...bodies,
    async load(events) {
      for (const event of events) {
        const padding = largeSeqs.includes(event.seq) ? "x".repeat(2 * recordBytes) : "";
        const metadata = { summary_id: `s-${event.seq}`, start_time: "2026-01-01T06:00:00Z", type: 18 };
        bodies.remember({ ...event, body: () => ({ metadata, padding }) }, 0);
      }
      return await bodies.load(events);
    },
  };
}

/** A record in the form that the destination would be sent. */
export function textOf(record: DeliveryRecord): string {
  return new TextDecoder().decode(record.encode().bytes);
}
