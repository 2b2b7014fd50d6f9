import { JournalError } from "@musette/core";
import { describe, expect, it } from "vitest";
import { gate, slowWrites } from "./reconfigure.fixture.ts";
import {
  createTestBench,
  createTestingConnector,
  fail,
  failureOf,
  many,
  type TestBench,
} from "./testing-delivery.ts";

const limit = { timeoutMs: 10_000 };
const never = () => new Promise<never>(() => undefined);
const seqsOf = ({ writes }: Pick<TestBench["connector"], "writes">) => writes.map(({ seqs }) => seqs);

describe("changing a destination", () => {
  it("lets what is in flight finish, closes its connector, and goes on where it was", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(25));
    const held = gate();
    bench.connector.onWrite = held.write;
    const delivery = await bench.start();
    const newer = createTestingConnector(bench.clock);
    const changed = delivery.reconfigure([bench.plan({ connector: newer })], limit);
    await bench.clock.advance(9_000);
    expect([newer.writes, bench.connector.closed]).toEqual([[], 0]);
    // Appended in the middle of it.
    bench.journal.store({});
    held.open();
    await changed;
    await bench.clock.advance(0);
    expect(seqsOf(bench.connector)).toEqual([[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]]);
    expect(bench.connector.closed).toBe(1);
    expect(newer.writes.map(({ id }) => id)).toEqual([
      "lake-000000000011-000000000020",
      "lake-000000000021-000000000026",
    ]);
    expect(await delivery.status()).toMatchObject([{ delivered: 26, lagEvents: 0 }]);
    expect(bench.journal.lane("lake").claims.size).toBe(0);
  });

  it("aborts what is in flight after the limit, and repeats it under the same id", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(12));
    const aborted: unknown[] = [];
    bench.connector.onWrite = async (_batch, { signal }) => {
      signal.addEventListener("abort", () => aborted.push(signal.reason));
      return never();
    };
    const delivery = await bench.start();
    const newer = createTestingConnector(bench.clock);
    const changed = delivery.reconfigure([bench.plan({ connector: newer })], limit);
    await bench.clock.advance(10_000);
    await changed;
    await bench.clock.advance(0);
    expect(aborted).toHaveLength(1);
    expect(newer.writes.map(({ id }) => id)).toEqual([
      "lake-000000000001-000000000010",
      "lake-000000000011-000000000012",
    ]);
    expect(await delivery.status()).toMatchObject([{ delivered: 12, lagEvents: 0 }]);
  });

  it("pauses it and lets it go on as the configuration says, with the same connector", async () => {
    const bench = createTestBench();
    const plan = bench.plan();
    const delivery = await bench.start({ destinations: [plan] });
    await delivery.reconfigure([{ ...plan, paused: true }], limit);
    bench.journal.store({});
    await bench.clock.advance(60_000);
    expect(bench.connector).toMatchObject({ writes: [], closed: 0 });
    expect(await delivery.status()).toMatchObject([{ pausedBy: "configuration", lagEvents: 1 }]);
    await delivery.reconfigure([plan], limit);
    await bench.clock.advance(0);
    expect(seqsOf(bench.connector)).toEqual([[1]]);
    expect(await delivery.status()).toMatchObject([{ pausedBy: null, lagEvents: 0, delivered: 1 }]);
    expect(bench.connector.closed).toBe(0);
  });

  it("keeps the operator's pause, also one that comes in the middle", async () => {
    const bench = createTestBench();
    const plan = bench.plan();
    const delivery = await bench.start({ destinations: [plan] });
    await delivery.pause("lake");
    await delivery.reconfigure([{ ...plan }], limit);
    expect(await delivery.status()).toMatchObject([{ pausedBy: "operator" }]);
    await Promise.all([delivery.reconfigure([{ ...plan }], limit), delivery.resume("lake")]);
    expect(await delivery.status()).toMatchObject([{ pausedBy: null }]);
    await Promise.all([delivery.reconfigure([{ ...plan }], limit), delivery.pause("lake")]);
    bench.journal.store({});
    await bench.clock.advance(60_000);
    expect(await delivery.status()).toMatchObject([{ pausedBy: "operator", lagEvents: 1 }]);
    expect(bench.journal.lane("lake").pausedAtMs).not.toBeNull();
  });

  it("goes on at once with repaired credentials, and checks the new connector", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    bench.connector.onWrite = fail("unauthorized");
    bench.connector.onCheck = fail("unauthorized");
    const delivery = await bench.start();
    await bench.clock.advance(60_000);
    expect(await delivery.status()).toMatchObject([{ pausedBy: "failure" }]);
    const newer = createTestingConnector(bench.clock);
    const changed = delivery.reconfigure([bench.plan({ connector: newer })], limit);
    expect(await delivery.check("lake")).toBeNull();
    await changed;
    await bench.clock.advance(0);
    expect(seqsOf(newer)).toEqual([[1]]);
    expect(await delivery.status()).toMatchObject([{ state: { status: "healthy" } }]);
  });

  it("takes up retries, and keeps order behind them", async () => {
    const bench = createTestBench();
    bench.journal.store({ key: "a" }, {});
    bench.connector.onWrite = async ({ records }) => [
      failureOf(records[0]!, "throttled", { retryAfterMs: 60_000 }),
    ];
    const delivery = await bench.start();
    const newer = createTestingConnector(bench.clock);
    bench.journal.store({ key: "a" });
    await delivery.reconfigure([bench.plan({ connector: newer })], limit);
    await bench.clock.advance(0);
    expect(newer.writes).toEqual([]);
    await bench.clock.advance(60_000);
    expect(seqsOf(newer)).toEqual([[1], [3]]);
  });

  it("tries again where the journal refuses in the middle of it, and says so", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    const held = gate();
    bench.connector.onWrite = held.write;
    const delivery = await bench.start();
    const newer = createTestingConnector(bench.clock);
    const changed = delivery.reconfigure([bench.plan({ connector: newer })], limit);
    await bench.clock.advance(0);
    bench.journal.failing.set("openCursor", new JournalError("journal.failed", "Disk away."));
    bench.journal.store({});
    held.open();
    await bench.clock.advance(5_000);
    expect(await delivery.status()).toMatchObject([{ state: { status: "degraded" }, lagEvents: 1 }]);
    bench.journal.failing.clear();
    await bench.clock.advance(10_000);
    await changed;
    expect(seqsOf(newer)).toEqual([[2]]);
  });

  it("loses nothing that is asked for again at any moment of the change", async () => {
    for (let turns = 0; turns < 120; turns++) {
      const bench = createTestBench();
      bench.journal.store(...many(3));
      const plan = bench.plan();
      const delivery = await bench.start({ destinations: [plan] });
      slowWrites(bench, 20);
      bench.connector.writes.length = 0;
      const changed = delivery.reconfigure([{ ...plan }], limit);
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      const asked = delivery.redeliver({ events: [{ seq: 2 }] });
      await Promise.all([changed, asked]);
      await bench.clock.advance(60_000);
      expect([turns, seqsOf(bench.connector)]).toEqual([turns, [[2]]]);
      expect(bench.journal.lane("lake").retries.size).toBe(0);
    }
  });

  it("keeps an operator's pause that comes at any moment of the change", async () => {
    for (let turns = 0; turns < 120; turns++) {
      const bench = createTestBench();
      const plan = bench.plan();
      const delivery = await bench.start({ destinations: [plan] });
      slowWrites(bench, 20);
      const changed = delivery.reconfigure([{ ...plan }], limit);
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      await Promise.all([changed, delivery.pause("lake")]);
      bench.journal.store({});
      await bench.clock.advance(60_000);
      const [status] = await delivery.status();
      expect([turns, status?.pausedBy, bench.connector.writes.length]).toEqual([turns, "operator", 0]);
    }
  });

  it("does the last of many changes that come in a row, and delivers once meanwhile", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(5));
    const connectors = Array.from({ length: 6 }, () => createTestingConnector(bench.clock));
    const delivery = await bench.start();
    const changes = connectors.map((connector) => {
      bench.journal.store({});
      return delivery.reconfigure([bench.plan({ connector })], limit);
    });
    await Promise.all(changes);
    await bench.clock.advance(0);
    const all = [bench.connector, ...connectors].flatMap(seqsOf).flat();
    expect(all.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(connectors.map(({ closed }) => closed)).toEqual([1, 1, 1, 1, 1, 0]);
    expect(await delivery.status()).toMatchObject([{ delivered: 11, lagEvents: 0 }]);
  });

  it("says at once that nothing can refuse it, also while it waits for its turn", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    bench.connector.onWrite = never;
    const delivery = await bench.start();
    const accepted: string[] = [];
    const changes = ["first", "second"].map((name) => {
      const plans = [bench.plan({ name, connector: createTestingConnector(bench.clock) })];
      return delivery.reconfigure(plans, { ...limit, onAccepted: () => accepted.push(name) });
    });
    await bench.clock.advance(0);
    bench.journal.failing.set("openCursor", new JournalError("journal.full", "No room."));
    const refused = delivery.reconfigure([bench.plan({ name: "third" })], {
      ...limit,
      onAccepted: () => accepted.push("third"),
    });
    // It comes before anybody waits for it.
    const refusal = refused.catch((error: unknown) => error);
    await bench.clock.advance(0);
    bench.journal.failing.clear();
    expect(accepted).toEqual(["first", "second"]);
    expect((await delivery.status()).map(({ name }) => name)).toEqual(["first", "lake"]);
    await bench.clock.advance(10_000);
    await Promise.all(changes);
    expect(await refusal).toMatchObject({ code: "journal.full" });
    expect((await delivery.status()).map(({ name }) => name)).toEqual(["second"]);
  });

  it("does not hold up one change by another whose destination does not answer", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    const slow = createTestingConnector(bench.clock);
    slow.onWrite = never;
    const plans = [bench.plan({ name: "slow", connector: slow }), bench.plan()];
    const delivery = await bench.start({ destinations: plans });
    const newer = createTestingConnector(bench.clock);
    const slower = createTestingConnector(bench.clock);
    const changed = delivery.reconfigure(
      [bench.plan({ name: "slow", connector: slower }), bench.plan({ connector: newer })],
      limit,
    );
    bench.journal.store({});
    await bench.clock.advance(0);
    expect(seqsOf(newer)).toEqual([[2]]);
    expect(slower.writes).toEqual([]);
    await bench.clock.advance(10_000);
    await changed;
    expect(seqsOf(slower)).toEqual([[1], [2]]);
  });
});

describe("a claim check whose store is changed", () => {
  it("closes the store's connector only when nobody is in the middle of using it", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    const vault = createTestingConnector(bench.clock);
    const held = gate();
    bench.connector.onWrite = held.write;
    const claimCheck = (url: string) => ({ name: "vault", timeoutMs: 1_000, store: async () => url });
    const delivery = await bench.start({
      destinations: [
        bench.plan({ claimCheck: claimCheck("old") }),
        bench.plan({ name: "vault", connector: vault }),
      ],
    });
    const newer = createTestingConnector(bench.clock);
    const changed = delivery.reconfigure(
      [bench.plan({ claimCheck: claimCheck("new") }), bench.plan({ name: "vault", connector: newer })],
      limit,
    );
    await bench.clock.advance(5_000);
    expect([vault.closed, newer.writes]).toEqual([0, []]);
    held.open();
    await changed;
    expect([vault.closed, bench.connector.closed]).toEqual([1, 0]);
  });
});
