import { DeliveryError } from "@musette/core";
import { describe, expect, it } from "vitest";
import { createTestBench, createTestingConnector, many } from "./testing-delivery.ts";

const seqs = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe("delivery", () => {
  it("delivers the log in order, in batches of the configured size, and settles what it delivered", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(25));
    const delivery = await bench.start();
    expect(bench.connector.writes.map((write) => write.seqs)).toEqual([
      seqs(1, 10),
      seqs(11, 20),
      seqs(21, 25),
    ]);
    expect(bench.journal.lane("lake").claims.size).toBe(0);
    expect(await delivery.status()).toMatchObject([
      { settledThrough: 25, lagEvents: 0, delivered: 25, retries: 0 },
    ]);
    expect(bench.told).toEqual(["lake delivered 10", "lake delivered 10", "lake delivered 5"]);
  });

  it("records the batch's boundaries before it writes", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(3));
    let claimsAtWrite: unknown;
    bench.connector.onWrite = async () => {
      claimsAtWrite = [...bench.journal.lane("lake").claims.values()];
      return [];
    };
    await bench.start();
    expect(claimsAtWrite).toMatchObject([{ id: "000000000001-000000000003", after: 0, through: 3 }]);
    expect(bench.connector.writes[0]?.id).toBe("lake-000000000001-000000000003");
  });

  it("hands on records with their facts, their item and Terra's webhook body", async () => {
    const bench = createTestBench();
    bench.journal.store({ key: "a", revision: 7, receivedAtMs: 5 });
    const handed: unknown[] = [];
    bench.connector.onWrite = async ({ records }) => {
      for (const record of records) {
        const { bytes, contentType, extension } = record.encode();
        const body: unknown = JSON.parse(new TextDecoder().decode(bytes));
        handed.push(record, record.item(), record.json(), body, contentType, extension);
      }
      return [];
    };
    await bench.start();
    const user = { user_id: "user", provider: "PELOTON" };
    const times = { startTime: null, endTime: null, receivedAtMs: 5 };
    expect(handed).toMatchObject([
      { id: "event-1", key: "a", revision: 7, type: "activity", user, ...times },
      { seq: 1 },
      '{"seq":1}',
      { type: "activity", user, data: [{ seq: 1 }], version: "2022-03-16" },
      "application/json",
      "json",
    ]);
  });

  it("delivers what arrives later, at once when no waiting is configured", async () => {
    const bench = createTestBench();
    await bench.start();
    bench.journal.store({});
    await bench.clock.advance(0);
    expect(bench.connector.writes.map((write) => write.seqs)).toEqual([[1]]);
  });

  it("passes over what is superseded or not wanted, and does not write a commit for each", async () => {
    const bench = createTestBench();
    const accepts = ({ type }: { type: string }) => type === "sleep";
    await bench.start({ destinations: [bench.plan({ accepts })] });
    for (let count = 0; count < 50; count++) {
      bench.journal.store({}, { superseded: true, type: "sleep" });
      await bench.clock.advance(0);
    }
    expect(bench.connector.writes).toEqual([]);
    expect(bench.journal.calls.get("claim")).toBeUndefined();
    await bench.clock.advance(5_000);
    expect(bench.journal.calls.get("claim")).toBe(1);
    expect(bench.journal.lane("lake")).toMatchObject({ claimedThrough: 100, claims: new Map() });
  });

  it("covers passed over events by the claim of the batch that follows them", async () => {
    const bench = createTestBench();
    bench.journal.store({ type: "daily" }, { type: "daily" }, { type: "sleep" });
    await bench.start({ destinations: [bench.plan({ accepts: ({ type }) => type === "sleep" })] });
    expect(bench.connector.writes.map((write) => write.seqs)).toEqual([[3]]);
    expect(bench.journal.calls.get("claim")).toBe(1);
    expect(bench.journal.lane("lake").claimedThrough).toBe(3);
  });

  it("finds rare wanted events behind more unwanted ones than it reads at a time", async () => {
    const bench = createTestBench();
    bench.journal.store(...Array.from({ length: 9_999 }, () => ({ type: "daily" })), { type: "sleep" });
    const delivery = await bench.start({
      destinations: [bench.plan({ accepts: ({ type }) => type === "sleep" })],
    });
    await delivery.drained({ signal: AbortSignal.timeout(5_000) });
    expect(bench.connector.writes.map((write) => write.seqs)).toEqual([[10_000]]);
  });

  it("reads the log once for destinations that are in step", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(500));
    const names = ["a", "b", "c", "d", "e"];
    const delivery = await bench.start({ destinations: names.map((name) => bench.plan({ name })) });
    await delivery.drained({ signal: AbortSignal.timeout(5_000) });
    expect(bench.connector.writes).toHaveLength(250);
    expect(bench.journal.calls.get("read")).toBe(1);
  });

  it("is not slowed at one destination by another that does not answer", async () => {
    const bench = createTestBench();
    const slow = createTestingConnector(bench.clock);
    slow.onWrite = () => new Promise(() => undefined);
    bench.journal.store(...many(30));
    const delivery = await bench.start({
      destinations: [bench.plan({ name: "slow", connector: slow }), bench.plan()],
    });
    expect(bench.connector.writes).toHaveLength(3);
    expect(await delivery.status()).toMatchObject([{ lagEvents: 30 }, { lagEvents: 0 }]);
  });

  it("starts a new destination at the end of the log when it is told to", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(5));
    await bench.start({ destinations: [bench.plan({ start: "now" })] });
    bench.journal.store({});
    await bench.clock.advance(0);
    expect(bench.connector.writes.map((write) => write.seqs)).toEqual([[6]]);
  });

  it("leaves alone a destination that the configuration pauses, and goes on when it no longer does", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(2));
    const paused = await bench.start({ destinations: [bench.plan({ paused: true })] });
    await bench.clock.advance(3_600_000);
    expect(bench.connector).toMatchObject({ writes: [], checksAtMs: [] });
    const [status] = await paused.status();
    expect(status?.state).toMatchObject({ status: "paused", message: "Paused in the configuration." });
    await paused.drained({ signal: AbortSignal.timeout(1_000) });
    await paused.stop({ timeoutMs: 0 });

    const resumed = await bench.start();
    expect(bench.connector.writes.map((write) => write.seqs)).toEqual([[1, 2]]);
    expect(await resumed.status()).toMatchObject([{ state: { status: "healthy" } }]);
  });

  it("refuses a format that it has no encoder for", () => {
    const bench = createTestBench();
    const start = () => bench.start({ destinations: [bench.plan({ format: "fit" })] });
    return expect(start()).rejects.toThrow(DeliveryError);
  });

  it("survives an observer that throws", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(20));
    const attempt = () => {
      throw new Error("metrics are broken");
    };
    await bench.start({ observe: { attempt } });
    expect(bench.journal.lane("lake").claimedThrough).toBe(20);
  });

  it("sets aside an event on which the filter throws, and delivers the others", async () => {
    const bench = createTestBench();
    bench.journal.store({}, { type: "odd" }, {});
    const accepts = ({ type }: { type: string }) => {
      if (type === "odd") throw new Error("no such type");
      return true;
    };
    await bench.start({ destinations: [bench.plan({ accepts })] });
    expect(bench.connector.writes.map((write) => write.seqs)).toEqual([[1, 3]]);
    expect(bench.journal.lane("lake").deadLetters.get(2)).toMatchObject({ code: "rejected" });
  });

  it("tells who waits for it to drain that the wait was given up", async () => {
    const bench = createTestBench();
    bench.connector.onWrite = () => new Promise(() => undefined);
    bench.journal.store({});
    const delivery = await bench.start();
    const controller = new AbortController();
    const drained = delivery.drained({ signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(drained).rejects.toThrow("enough");
  });
});
