import { DeliveryError, type Batch } from "@musette/core";
import { describe, expect, it } from "vitest";
import type { DestinationPlan } from "./delivery.ts";
import { createEventBodies } from "./event-bodies.ts";
import { createTestBench, createTestingConnector, fail, failOn } from "./testing-delivery.ts";

/** JSON of so many bytes, more or less. */
const itemOf = (bytes: number) => ({ text: "a".repeat(bytes - 11) });

/** Many destinations that share little memory; `bytes` is the size of each event's JSON, by `seq`. */
function setUp(options: { count: number; bytes: (seq: number) => number; maxInFlightBytes: number }) {
  const bench = createTestBench();
  const cached = createEventBodies({ journal: bench.journal, renormalize: () => [], maxBytes: 1e9 });
  const loads: number[] = [];
  const bodies: typeof cached = {
    ...cached,
    async load(events, maxBytes) {
      loads.push(...events.map(({ seq }) => seq));
      for (const event of events) {
        cached.remember({ ...event, body: () => itemOf(options.bytes(event.seq)) }, 0);
      }
      return await cached.load(events, maxBytes);
    },
  };
  let heldBytes = 0;
  let mostHeldBytes = 0;
  const release: (() => void)[] = [];
  const size = ({ records }: Batch) => records.reduce((sum, record) => sum + record.json().length, 0);
  /** Answers when it is told to. */
  async function hang(batch: Batch) {
    const bytes = size(batch);
    heldBytes += bytes;
    mostHeldBytes = Math.max(mostHeldBytes, heldBytes);
    await new Promise<void>((resolve) => release.push(resolve));
    heldBytes -= bytes;
    return [];
  }
  const batch = { records: 100, bytes: 1_000_000, waitMs: 0 };
  const connectors = Array.from({ length: options.count }, () => createTestingConnector(bench.clock));
  const destinations = connectors.map((connector, index): DestinationPlan => {
    connector.onWrite = hang;
    return bench.plan({
      name: `sink-${index}`,
      connector,
      batch,
      limits: batch,
      rate: { concurrency: 8, perSecond: null },
    });
  });
  return {
    ...bench,
    connectors,
    destinations,
    loads,
    mostHeld: () => mostHeldBytes,
    start: (more = {}) =>
      bench.start({ destinations, bodies, maxInFlightBytes: options.maxInFlightBytes, ...more }),
    async releaseAll() {
      for (let next = release.shift(); next !== undefined; next = release.shift()) {
        next();
        await bench.clock.advance(0);
      }
    },
  };
}

const events = (count: number) => Array.from({ length: count }, () => ({}));
const seqs = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("destinations that hang", () => {
  it("hold no more together than there is memory, however many they are, and get everything in the end", async () => {
    const under = setUp({ count: 30, bytes: () => 1_000, maxInFlightBytes: 100_000 });
    under.journal.store(...events(400));
    const delivery = await under.start();
    expect(under.mostHeld()).toBeGreaterThan(40_000);
    await under.releaseAll();
    // One event is larger than what is left of a share, and goes by itself.
    expect(under.mostHeld()).toBeLessThanOrEqual(100_000 + 1_000);
    for (const { writes } of under.connectors) expect(writes.flatMap((one) => one.seqs)).toEqual(seqs(400));
    expect(await delivery.status()).toMatchObject(under.destinations.map(() => ({ delivered: 400 })));
  });

  it("leave room to the one that does not", async () => {
    const under = setUp({ count: 10, bytes: () => 1_000, maxInFlightBytes: 200_000 });
    under.connectors[4]!.onWrite = async () => [];
    under.journal.store(...events(1_000));
    const delivery = await under.start();
    const status = await delivery.status();
    expect(status[4]).toMatchObject({ delivered: 1_000 });
    expect(status.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(1_000);
  });

  it("hold one event at a time of those that are larger than all of it", async () => {
    const under = setUp({ count: 5, bytes: () => 1_000_000, maxInFlightBytes: 100_000 });
    under.journal.store(...events(3));
    const delivery = await under.start();
    const looks = under.loads.length;
    under.destinations.forEach(() => under.journal.store({}));
    await under.clock.advance(20_000);
    // What was too large once is not made again to find that it still is.
    expect(under.loads.length).toBeLessThan(looks + 20);
    await under.releaseAll();
    expect(under.mostHeld()).toBe(1_000_000);
    expect(await delivery.status()).toMatchObject(under.destinations.map(() => ({ delivered: 8 })));
  });

  it("let a large event wait until their own batches are through, then take it", async () => {
    const under = setUp({
      count: 2,
      bytes: (seq) => (seq === 5 ? 90_000 : 1_000),
      maxInFlightBytes: 100_000,
    });
    under.journal.store(...events(10));
    await under.start();
    await under.releaseAll();
    for (const { writes } of under.connectors) expect(writes.flatMap((one) => one.seqs)).toEqual(seqs(10));
  });
});

describe("a batch that failed", () => {
  it("gives back its memory while it waits, and is written again as it was", async () => {
    const under = setUp({ count: 3, bytes: () => 1_000, maxInFlightBytes: 50_000 });
    for (const connector of under.connectors) connector.onWrite = fail("unavailable");
    under.journal.store(...events(60));
    const delivery = await under.start();
    await under.clock.advance(10_000);
    for (const connector of under.connectors) connector.onWrite = async () => [];
    await under.clock.advance(600_000);
    expect(await delivery.status()).toMatchObject(under.destinations.map(() => ({ delivered: 60 })));
    for (const { writes } of under.connectors) {
      const batches = Map.groupBy(writes, ({ id }) => id);
      for (const same of batches.values())
        expect(new Set(same.map((one) => one.seqs.join()))).toHaveLength(1);
    }
  });

  it("from before a restart goes first and as it was, with less memory than it was claimed with", async () => {
    const under = setUp({ count: 3, bytes: () => 1_000, maxInFlightBytes: 1_000_000 });
    under.journal.store(...events(100));
    const before = await under.start();
    await before.stop({ timeoutMs: 0 });
    const claimed = under.connectors.map(({ writes }) => [...writes]);
    for (const connector of under.connectors) connector.onWrite = async () => [];

    const after = await under.start({ maxInFlightBytes: 20_000 });
    await under.clock.advance(1_000);
    expect(await after.status()).toMatchObject(under.destinations.map(() => ({ delivered: 100 })));
    for (const [index, { writes }] of under.connectors.entries()) {
      const first = claimed[index]![0]!;
      expect(writes[claimed[index]!.length]).toMatchObject({ id: first.id, seqs: first.seqs });
    }
  });

  it("of which one record is refused is divided as ever", async () => {
    const under = setUp({ count: 2, bytes: () => 1_000, maxInFlightBytes: 40_000 });
    for (const connector of under.connectors) connector.onWrite = failOn("rejected", 7);
    under.journal.store(...events(50));
    const delivery = await under.start();
    await under.clock.advance(10_000);
    expect(await delivery.status()).toMatchObject(
      under.destinations.map(() => ({ delivered: 49, deadLetters: 1 })),
    );
  });
});

describe("reconfiguring", () => {
  it("gives back what the old destinations had", async () => {
    const under = setUp({ count: 4, bytes: () => 1_000, maxInFlightBytes: 60_000 });
    under.journal.store(...events(100));
    const delivery = await under.start();
    const changed = under.destinations.map((plan) => {
      const connector = createTestingConnector(under.clock);
      return { ...plan, connector };
    });
    const changing = delivery.reconfigure(changed, { timeoutMs: 0 });
    await under.clock.advance(0);
    await changing;
    await under.clock.advance(60_000);
    expect(await delivery.status()).toMatchObject(under.destinations.map(() => ({ delivered: 100 })));
  });
});

describe("destinations that fail again and again", () => {
  it("leak none of the memory, so that everything is delivered in the end", async () => {
    const under = setUp({ count: 6, bytes: () => 1_000, maxInFlightBytes: 60_000 });
    let writes = 0;
    for (const connector of under.connectors) {
      connector.onWrite = async () => {
        if (++writes % 3 > 0) throw new DeliveryError("unavailable", "The test says unavailable.");
        return [];
      };
    }
    under.journal.store(...events(300));
    const delivery = await under.start({ random: () => 0 });
    for (let turn = 0; turn < 200; turn++) await under.clock.advance(60_000);
    expect(await delivery.status()).toMatchObject(under.destinations.map(() => ({ delivered: 300 })));
  });
});
