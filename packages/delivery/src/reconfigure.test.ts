import { DeliveryError, JournalError } from "@musette/core";
import { describe, expect, it } from "vitest";
import { gate } from "./reconfigure.fixture.ts";
import {
  createTestBench,
  createTestingConnector,
  delivered,
  many,
  type TestBench,
} from "./testing-delivery.ts";

const limit = { timeoutMs: 10_000 };
const never = () => new Promise<never>(() => undefined);
const seqsOf = ({ writes }: Pick<TestBench["connector"], "writes">) => writes.map(({ seqs }) => seqs);

describe("adding a destination", () => {
  it("starts it at the beginning, or at the end, and leaves the others alone", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(3));
    const held = gate();
    bench.connector.onWrite = held.write;
    const lake = bench.plan();
    const delivery = await bench.start({ destinations: [lake] });
    const [all, later] = [createTestingConnector(bench.clock), createTestingConnector(bench.clock)];
    await delivery.reconfigure(
      [
        lake,
        bench.plan({ name: "all", connector: all }),
        bench.plan({ name: "later", connector: later, start: "now" }),
      ],
      limit,
    );
    bench.journal.store({});
    await bench.clock.advance(0);
    expect(seqsOf(all)).toEqual([[1, 2, 3], [4]]);
    expect(seqsOf(later)).toEqual([[4]]);
    expect(bench.connector.closed).toBe(0);
    held.open();
    await bench.clock.advance(0);
    held.open();
    await bench.clock.advance(0);
    expect(seqsOf(bench.connector)).toEqual([[1, 2, 3], [4]]);
    expect((await delivery.status()).map(({ name, lagEvents }) => [name, lagEvents])).toEqual([
      ["lake", 0],
      ["all", 0],
      ["later", 0],
    ]);
  });

  it("changes nothing at all when its place cannot be made", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    const delivery = await bench.start();
    const newer = createTestingConnector(bench.clock);
    bench.journal.failing.set("openCursor", new JournalError("journal.full", "No room."));
    await expect(
      delivery.reconfigure([bench.plan({ connector: newer }), bench.plan({ name: "new" })], limit),
    ).rejects.toThrow("No room.");
    bench.journal.failing.clear();
    bench.journal.store({});
    await bench.clock.advance(0);
    expect(seqsOf(bench.connector)).toEqual([[1], [2]]);
    expect([bench.connector.closed, newer.writes, newer.closed]).toEqual([0, [], 0]);
    expect((await delivery.status()).map(({ name }) => name)).toEqual(["lake"]);
  });

  it("changes nothing when its format has no encoder", async () => {
    const bench = createTestBench();
    const delivery = await bench.start();
    const wrong = delivery.reconfigure([bench.plan({ name: "new", format: "fit" })], limit);
    await expect(wrong).rejects.toThrow(DeliveryError);
    expect((await delivery.status()).map(({ name }) => name)).toEqual(["lake"]);
  });
});

describe("removing a destination", () => {
  it("stops it, keeps its place, and forgets it where it is counted", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(3));
    const other = createTestingConnector(bench.clock);
    const plans = [bench.plan(), bench.plan({ name: "other", connector: other })] as const;
    const delivery = await bench.start({ destinations: plans });
    await delivery.reconfigure([plans[1]], limit);
    bench.journal.store({});
    await bench.clock.advance(0);
    expect(seqsOf(bench.connector)).toEqual([[1, 2, 3]]);
    expect(seqsOf(other)).toEqual([[1, 2, 3], [4]]);
    expect([bench.connector.closed, other.closed]).toEqual([1, 0]);
    expect((await delivery.status()).map(({ name }) => name)).toEqual(["other"]);
    expect(bench.told.at(-2)).toBe("lake is gone");
    await expect(delivery.pause("lake")).rejects.toThrow("Configured are: other.");
    expect(bench.journal.lane("lake").claimedThrough).toBe(3);

    const again = createTestingConnector(bench.clock);
    await delivery.reconfigure([plans[1], bench.plan({ connector: again })], limit);
    await bench.clock.advance(0);
    expect(seqsOf(again)).toEqual([[4]]);
    expect((await delivery.status()).map(({ name, delivered: count }) => [name, count])).toEqual([
      ["other", 4],
      ["lake", 1],
    ]);
  });

  it("does not keep those waiting who wait for everything to be delivered", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    bench.connector.onWrite = never;
    const delivery = await bench.start();
    const drained = delivery.drained({ signal: AbortSignal.timeout(5_000) });
    await delivery.reconfigure([], { timeoutMs: 0 });
    await expect(drained).resolves.toBeUndefined();
  });
});

describe("a change in the middle of a start or a stop", () => {
  it("ends within the limit of the stop, and closes every connector", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    bench.connector.onWrite = never;
    const delivery = await bench.start();
    const [newer, added] = [createTestingConnector(bench.clock), createTestingConnector(bench.clock)];
    const changed = delivery.reconfigure(
      [bench.plan({ connector: newer }), bench.plan({ name: "new", connector: added })],
      { timeoutMs: 3_600_000 },
    );
    await bench.clock.advance(0);
    const stopped = delivery.stop({ timeoutMs: 1_000 });
    await bench.clock.advance(1_000);
    await Promise.all([changed, stopped]);
    expect([bench.connector.closed, newer.closed, added.closed]).toEqual([1, 1, 1]);
    expect(newer.writes).toEqual([]);
    expect(bench.clock.nextTimerAtMs()).toBeNull();
    await expect(delivery.reconfigure([], limit)).rejects.toThrow("stopped");

    bench.connector.onWrite = delivered;
    bench.connector.writes.length = 0;
    await bench.start();
    expect(bench.connector.writes.map(({ id }) => id)).toEqual(["lake-000000000001-000000000001"]);
  });

  it("waits until the start is done", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    const newer = createTestingConnector(bench.clock);
    let changed: Promise<void> | undefined;
    await bench.start({
      whileStarting(delivery) {
        changed = delivery.reconfigure([bench.plan({ connector: newer })], limit);
      },
    });
    await changed;
    bench.journal.store({});
    await bench.clock.advance(0);
    expect([...seqsOf(bench.connector), ...seqsOf(newer)]).toEqual([[1], [2]]);
  });
});
