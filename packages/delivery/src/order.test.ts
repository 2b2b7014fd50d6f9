import {
  DeliveryError,
  type Batch,
  type DeliveryCode,
  type DeliveryRecord,
  type RecordFailure,
} from "@musette/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLargeBodies, recordBytes } from "./claim-check.fixture.ts";
import { createTestBench, failureOf, seqOf } from "./testing-delivery.ts";

/** What the destination does with one write: takes it, fails it whole, fails one record, or hangs. */
type Outcome = "take" | "hang" | { readonly whole: DeliveryCode } | { readonly first: DeliveryCode };

const codes = fc.constantFrom<DeliveryCode>(
  "unavailable",
  "throttled",
  "conflict",
  "unauthorized",
  "unknown",
);
const outcomes = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Outcome>("take") },
  { weight: 1, arbitrary: fc.constant<Outcome>("hang") },
  { weight: 2, arbitrary: codes.map((whole): Outcome => ({ whole })) },
  { weight: 3, arbitrary: codes.map((first): Outcome => ({ first })) },
);
const events = fc.array(
  fc.record({
    key: fc.constantFrom("a", "b", "c", "d"),
    superseded: fc.nat(9).map((chance) => chance === 0),
    refused: fc.nat(9).map((chance) => chance === 0),
    /** Too large for the destination: goes to its claim check. */
    large: fc.nat(4).map((chance) => chance === 0),
  }),
  { minLength: 1, maxLength: 40 },
);

/** What the claim check does with one body. */
const storeOutcomes = fc.oneof(
  fc.constantFrom("take" as const, "hang" as const),
  codes.map((whole) => ({ whole })),
);

const scenario = fc.record({
  events,
  outcomes: fc.array(outcomes, { maxLength: 30 }),
  storeOutcomes: fc.array(storeOutcomes, { maxLength: 8 }),
  records: fc.integer({ min: 1, max: 6 }),
  concurrency: fc.integer({ min: 1, max: 4 }),
  /** All of them, a few at a time, or each by itself. */
  maxInFlightBytes: fc.constantFrom(64_000_000, 200, 10),
  firstArrivals: fc.nat(40),
  interruptions: fc.array(
    fc.record({
      afterMs: fc.constantFrom(0, 3, 700, 40_000),
      /** The server restarts, or the destination's configuration is changed while it runs, and how long that may take. */
      by: fc.constantFrom("restart" as const, { timeoutMs: 0 }, { timeoutMs: 4 }, { timeoutMs: 60_000 }),
    }),
    { maxLength: 4 },
  ),
  random: fc.double({ min: 0, max: 0.999, noNaN: true }),
});

/** A change that had to wait until the server was stopped. */
function isStopped(error: unknown): void {
  if (!DeliveryError.is(error) || error.code !== "unavailable") throw error;
}

describe("whatever fails, however often the server restarts or reads its configuration again", () => {
  it("delivers or sets aside every event once, and never an older revision after a newer one", async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async (given) => {
        const bench = createTestBench();
        const left = [...given.outcomes];
        const taken: number[] = [];
        const stored = new Set<number>();
        const misplaced: number[] = [];
        const storeLeft = [...given.storeOutcomes];
        const isRefused = (seq: number) => given.events[seq - 1]?.refused === true;
        const isLarge = (seq: number) => given.events[seq - 1]?.large === true;

        async function answer({ records }: Batch): Promise<readonly RecordFailure[]> {
          const outcome = left.shift() ?? "take";
          await new Promise<void>((resolve) => bench.clock.after(5, resolve));
          if (outcome === "hang") return new Promise(() => undefined);
          if (outcome !== "take" && "whole" in outcome) throw new DeliveryError(outcome.whole, "No.");
          const failures: RecordFailure[] = [];
          for (const [index, record] of records.entries()) {
            if (isRefused(seqOf(record))) failures.push(failureOf(record, "rejected"));
            else if (outcome !== "take" && index === 0) failures.push(failureOf(record, outcome.first));
            else taken.push(seqOf(record));
          }
          // What is too large comes as a pointer, and only when its body is stored.
          for (const record of records) {
            const seq = seqOf(record);
            const isPointer = record.claimCheck !== undefined;
            if (isPointer !== isLarge(seq) || (isPointer && !stored.has(seq))) misplaced.push(seq);
          }
          return failures;
        }

        async function store(record: DeliveryRecord): Promise<string> {
          const outcome = storeLeft.shift() ?? "take";
          await new Promise<void>((resolve) => bench.clock.after(5, resolve));
          if (outcome === "hang") return await new Promise(() => undefined);
          if (outcome !== "take") throw new DeliveryError(outcome.whole, "No.");
          stored.add(seqOf(record));
          return `s3://vault/${record.id}`;
        }

        bench.connector.onWrite = answer;
        const plan = bench.plan({
          batch: { records: given.records, bytes: 1e6, waitMs: 0 },
          rate: { concurrency: given.concurrency, perSecond: null },
          limits: { records: 100, bytes: 1_000_000, recordBytes },
          claimCheck: { name: "vault", store, timeoutMs: 10_000 },
        });
        const largeSeqs = given.events.flatMap(({ large }, index) => (large ? [index + 1] : []));
        const bodies = createLargeBodies(bench, largeSeqs);
        const { maxInFlightBytes } = given;
        const options = { destinations: [plan], bodies, maxInFlightBytes, random: () => given.random };
        bench.journal.store(...given.events.slice(0, given.firstArrivals));
        let delivery = await bench.start(options);
        const changes: Promise<void>[] = [];
        for (const { afterMs, by } of given.interruptions) {
          await bench.clock.advance(afterMs);
          if (by === "restart") {
            await delivery.stop({ timeoutMs: 0 });
            delivery = await bench.start(options);
          } else {
            // Not awaited: the next interruption may come in the middle of it.
            changes.push(delivery.reconfigure([{ ...plan }], by).catch(isStopped));
          }
        }
        bench.journal.store(...given.events.slice(given.firstArrivals));
        await bench.clock.advance(7_200_000);
        await Promise.all(changes);

        const { claims, retries, deadLetters } = bench.journal.lane("lake");
        expect({ claims: claims.size, retries: retries.size }).toEqual({ claims: 0, retries: 0 });
        const wanted = given.events.flatMap(({ superseded }, index) => (superseded ? [] : [index + 1]));
        // An error that nobody recognizes is taken for a refusal after so many attempts.
        const isGivenUp = (seq: number) => {
          const letter = deadLetters.get(seq);
          return letter?.code === "unknown" && letter.attempts >= 10;
        };
        const isLost = (seq: number) => isRefused(seq) || isGivenUp(seq);
        expect([...deadLetters.keys()].sort((a, b) => a - b)).toEqual(wanted.filter(isLost));
        expect([...taken].sort((a, b) => a - b).filter((seq, index, all) => seq !== all[index - 1])).toEqual(
          wanted.filter((seq) => !isLost(seq)),
        );
        expect(misplaced).toEqual([]);
        // Uninterrupted, nothing is written twice; else what was not settled may be.
        const repeated = taken.length - new Set(taken).size;
        expect(repeated).toBeLessThanOrEqual(given.interruptions.length === 0 ? 0 : Infinity);
        for (const [, seqs] of Map.groupBy(taken, (seq) => given.events[seq - 1]?.key)) {
          expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
        }
        await delivery.stop({ timeoutMs: 0 });
      }),
      { numRuns: 150 },
    );
  });
});
