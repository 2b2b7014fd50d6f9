import { DeliveryError, type Batch, type DeliveryCode } from "@musette/core";
import type { ChaosRule } from "@musette/testing";
import { describe, expect, it } from "vitest";
import { createLargeBodies, createTestingStore, recordBytes, textOf } from "./claim-check.fixture.ts";
import type { DestinationPlan } from "./delivery.ts";
import { createTestBench, delivered, fail, failureOf, many, seqOf } from "./testing-delivery.ts";

const limits = { records: 100, bytes: 1_000_000, recordBytes };

/** A destination with a claim check, whose events `largeSeqs` are too large for it. */
function setUp(largeSeqs: readonly number[], rules: readonly ChaosRule[] = []) {
  const bench = createTestBench();
  const store = createTestingStore(bench, rules);
  const sent: Batch[] = [];
  let answer: typeof bench.connector.onWrite = delivered;
  bench.connector.onWrite = async (batch, options) => {
    sent.push(batch);
    return await answer(batch, options);
  };
  const bodies = createLargeBodies(bench, largeSeqs);
  return {
    ...bench,
    store,
    sent,
    respond: (with_: typeof answer) => void (answer = with_),
    /** Of each write, the `seq` of its records; negative for pointers. */
    writes: () =>
      sent.map(({ records }) =>
        records.map((record) => (record.claimCheck === undefined ? 1 : -1) * seqOf(record)),
      ),
    lane: () => bench.journal.lane("lake"),
    start: async (changes: Partial<DestinationPlan> = {}) =>
      await bench.start({
        bodies,
        destinations: [bench.plan({ limits, claimCheck: store.plan, ...changes })],
      }),
  };
}

/** Fails a batch, or its one large record, for its size; takes pointers and what is small. */
const refuseLarge = async ({ records }: Batch) =>
  records
    .filter((record) => record.json().length > recordBytes)
    .map((record) => failureOf(record, "too_large"));

describe("a record that is too large for a destination with a claim check", () => {
  it("goes to the store, and a pointer to it is delivered behind what fits", async () => {
    const bench = setUp([2]);
    bench.journal.store(...many(3));
    const delivery = await bench.start();
    expect(bench.writes()).toEqual([[1, 3], [-2]]);
    const [event] = await bench.journal.readEvents([2]);
    const [, pointers] = bench.sent;
    expect(JSON.parse(textOf(pointers!.records[0]!))).toEqual({
      type: "activity",
      user: event?.user,
      metadata: { summary_id: "s-2", start_time: "2026-01-01T06:00:00Z" },
      claim_check: {
        destination: "vault",
        url: "s3://vault/event-2",
        id: "event-2",
        key: "key-2",
        revision: 2,
        bytes: bench.store.bodies()[0]?.length,
        content_type: "application/json",
      },
      version: "2022-03-16",
    });
    expect(JSON.parse(bench.store.bodies()[0] ?? "")).toMatchObject({
      type: "activity",
      data: [{ metadata: { summary_id: "s-2" }, padding: expect.any(String) }],
    });
    expect(await delivery.status()).toMatchObject([
      { delivered: 3, retries: 0, deadLetters: 0, lagEvents: 0, state: { status: "healthy" } },
    ]);
  });

  it("does so too when the connector names it", async () => {
    const bench = setUp([2]);
    bench.journal.store(...many(3));
    bench.respond(refuseLarge);
    const delivery = await bench.start({ limits: { records: 100, bytes: 1_000_000 } });
    expect(bench.writes()).toEqual([[1, 2, 3], [-2]]);
    expect(await delivery.status()).toMatchObject([{ delivered: 3, retries: 0, deadLetters: 0 }]);
  });

  it("does so too when the connector refuses its batch, which is halved until it stands alone", async () => {
    const bench = setUp([2]);
    bench.journal.store(...many(3));
    bench.respond(async (batch) => {
      if ((await refuseLarge(batch)).length > 0) throw new DeliveryError("too_large", "Too large.");
      return [];
    });
    const delivery = await bench.start({ limits: { records: 100, bytes: 1_000_000 } });
    expect(bench.writes()).toEqual([[1, 2, 3], [1, 2], [1], [2], [-2], [3]]);
    expect(await delivery.status()).toMatchObject([{ delivered: 3, retries: 0, deadLetters: 0 }]);
  });

  it("is a dead letter when even its pointer is too large, which is not sent", async () => {
    const bench = setUp([1]);
    bench.journal.store({ key: "k".repeat(recordBytes) });
    await bench.start();
    expect(bench.writes()).toEqual([]);
    expect([...bench.lane().deadLetters.values()]).toMatchObject([
      { seq: 1, code: "too_large", message: expect.stringContaining("Even the pointer") },
    ]);
  });

  it("is a dead letter when the connector refuses its pointer", async () => {
    const bench = setUp([1]);
    bench.journal.store({});
    bench.respond(async ({ records }) => [failureOf(records[0]!, "too_large")]);
    await bench.start();
    expect(bench.writes()).toEqual([[-1]]);
    expect([...bench.lane().deadLetters.values()]).toMatchObject([{ seq: 1, code: "too_large" }]);
  });

  it("is stored once while its destination is away, however often the pointer is tried", async () => {
    const bench = setUp([1]);
    bench.journal.store({});
    bench.respond(fail("unavailable"));
    const delivery = await bench.start();
    await bench.clock.advance(10_000);
    bench.respond(delivered);
    await bench.clock.advance(60_000);
    expect(bench.sent.length).toBeGreaterThan(2);
    expect(bench.store.bodies()).toHaveLength(1);
    expect(await delivery.status()).toMatchObject([{ delivered: 1, retries: 0, deadLetters: 0 }]);
  });

  it("is stored again after a restart, with the same pointer", async () => {
    const bench = setUp([1]);
    bench.journal.store({});
    bench.respond(() => new Promise(() => undefined));
    const before = await bench.start();
    await before.stop({ timeoutMs: 0 });
    bench.respond(delivered);
    await bench.start();
    expect(bench.writes()).toEqual([[-1], [-1]]);
    const [first, second] = bench.sent;
    expect(second?.id).toBe(first?.id);
    expect(textOf(second!.records[0]!)).toBe(textOf(first!.records[0]!));
    expect(new Set(bench.store.bodies()).size).toBe(1);
  });
});

describe("a claim check that fails", () => {
  const codes: readonly DeliveryCode[] = [
    "unavailable",
    "timeout",
    "throttled",
    "conflict",
    "unauthorized",
    "not_found",
    "unknown",
  ];

  it.each(codes)("(%s) leaves the event for a retry and the destination healthy", async (code) => {
    const bench = setUp([2], [{ kind: "throw", code, times: 3 }]);
    bench.journal.store(...many(3));
    const delivery = await bench.start();
    expect(bench.writes()).toEqual([[1, 3]]);
    expect([...bench.lane().retries.values()]).toMatchObject([
      { seq: 2, attempts: 1, nextAtMs: 1_000_500, code, message: expect.stringContaining("vault") },
    ]);
    bench.journal.store({});
    await bench.clock.advance(200);
    expect(bench.writes()).toEqual([[1, 3], [4]]);
    await bench.clock.advance(60_000);
    expect(bench.writes()).toEqual([[1, 3], [4], [-2]]);
    expect(bench.store.chaos.calls.write).toBe(4);
    expect(await delivery.status()).toMatchObject([
      { delivered: 4, retries: 0, deadLetters: 0, state: { status: "healthy" } },
    ]);
    expect(bench.told.filter((line) => line.includes("paused") || line.includes("degraded"))).toEqual([]);
  });

  it.each(["rejected", "too_large"] as const)("(%s) makes the event a dead letter", async (code) => {
    const bench = setUp([1], [{ kind: "throw", code }]);
    bench.journal.store(...many(2));
    await bench.start();
    expect(bench.writes()).toEqual([[2]]);
    expect([...bench.lane().deadLetters.values()]).toMatchObject([{ seq: 1, code, attempts: 1 }]);
  });

  it("for longer than an event may fail makes it a dead letter, but waits for access as long as it takes", async () => {
    const retry = { firstMs: 1_000, longestMs: 1_000, giveUpAfterMs: 10_000 };
    for (const [code, lost] of [
      ["unavailable", 1],
      ["unauthorized", 0],
    ] as const) {
      const bench = setUp([1], [{ kind: "throw", code, times: Infinity }]);
      bench.journal.store({});
      await bench.start({ retry });
      await bench.clock.advance(60_000);
      expect(bench.lane().deadLetters.size).toBe(lost);
      expect(bench.lane().retries.size).toBe(1 - lost);
    }
  });

  it("does not answer: is given up after its own deadline, while what fits is delivered", async () => {
    const bench = setUp([1], [{ kind: "hang" }]);
    bench.journal.store(...many(2));
    await bench.start();
    expect(bench.writes()).toEqual([[2]]);
    await bench.clock.advance(10_000);
    expect([...bench.lane().retries.values()]).toMatchObject([{ seq: 1, code: "timeout" }]);
    await bench.clock.advance(1_000);
    expect(bench.writes()).toEqual([[2], [-1]]);
  });

  it("is left alone for a while, so that it cannot hold up what fits", async () => {
    const bench = setUp([1, 3, 5, 7], [{ kind: "throw", code: "unavailable", times: Infinity }]);
    const retry = { firstMs: 60_000, longestMs: 60_000, giveUpAfterMs: 604_800_000 };
    bench.journal.store(...many(2));
    await bench.start({ retry });
    bench.journal.store(...many(2));
    await bench.clock.advance(0);
    bench.journal.store(...many(4));
    await bench.clock.advance(0);
    expect(bench.writes()).toEqual([[2], [4], [6, 8]]);
    expect(bench.store.chaos.calls.write).toBe(1);
    const dueAtMs = [...bench.lane().retries.values()].map(({ nextAtMs }) => nextAtMs);
    expect(dueAtMs).toEqual([1_030_000, 1_030_000, 1_030_000, 1_030_000]);
  });

  it("is told of when it begins to fail, and when it works again", async () => {
    const bench = setUp([1, 2], [{ kind: "throw", code: "unauthorized", times: 4 }]);
    bench.journal.store(...many(2));
    await bench.start();
    await bench.clock.advance(60_000);
    expect(bench.told.filter((line) => line.startsWith("vault"))).toEqual([
      "vault of lake: unauthorized",
      "vault of lake: well",
    ]);
    expect(bench.lane().retries.size).toBe(0);
  });

  it("loses its answer: the body is stored twice, and one pointer is delivered", async () => {
    const bench = setUp([1], [{ kind: "lose-answer", code: "unavailable" }]);
    bench.journal.store({});
    await bench.start();
    await bench.clock.advance(1_000);
    expect(bench.store.bodies()).toHaveLength(2);
    expect(new Set(bench.store.bodies()).size).toBe(1);
    expect(bench.writes()).toEqual([[-1]]);
  });

  it("holds back later revisions of the item, which come in their order", async () => {
    const bench = setUp([1], [{ kind: "throw", code: "unavailable" }]);
    bench.journal.store({ key: "a" }, { key: "b" });
    await bench.start();
    bench.journal.store({ key: "a" }, { key: "b" }, { key: "a" });
    await bench.clock.advance(0);
    expect(bench.writes()).toEqual([[2], [4]]);
    await bench.clock.advance(1_000);
    expect(bench.writes()).toEqual([[2], [4], [-1], [3], [5]]);
    expect(bench.lane().retries.size).toBe(0);
  });

  it("does not pass for a sign of life of a destination that is away", async () => {
    const bench = setUp([2], [{ kind: "hang" }]);
    bench.journal.store(...many(2));
    bench.respond(fail("unavailable"));
    const delivery = await bench.start({
      retry: { firstMs: 60_000, longestMs: 60_000, giveUpAfterMs: 604_800_000 },
      batch: { records: 1, bytes: 1_000_000, waitMs: 0 },
      rate: { concurrency: 2, perSecond: null },
    });
    await bench.clock.advance(10_000);
    expect([...bench.lane().retries.values()]).toMatchObject([{ seq: 2, code: "timeout" }]);
    expect(await delivery.status()).toMatchObject([{ state: { status: "degraded", code: "unavailable" } }]);
    bench.respond(delivered);
    await bench.clock.advance(120_000);
    expect(bench.writes()).toEqual([[1], [1], [-2]]);
    expect(await delivery.status()).toMatchObject([{ retries: 0, state: { status: "healthy" } }]);
  });

  it("is stopped with the server, and its events are delivered after the restart", async () => {
    const bench = setUp([1], [{ kind: "hang" }]);
    bench.journal.store(...many(2));
    const before = await bench.start();
    await before.stop({ timeoutMs: 0 });
    expect(bench.lane()).toMatchObject({ retries: new Map(), deadLetters: new Map() });
    expect(bench.lane().claims.size).toBe(1);
    await bench.start();
    // What fits was delivered before, too: the claim was never settled.
    expect(bench.writes()).toEqual([[2], [2], [-1]]);
  });
});
