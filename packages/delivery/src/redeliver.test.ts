import type { DeliveryRecord } from "@musette/core";
import { describe, expect, it } from "vitest";
import { createTestBench, delivered, fail, failureOf, many } from "./testing-delivery.ts";

const request = { reference: "ref-1", chunk: null };
const never = () => new Promise<never>(() => undefined);

describe("what is asked for again", () => {
  it("is delivered again with the request that asked for it, and then settled", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(3));
    const requests: DeliveryRecord["request"][] = [];
    const delivery = await bench.start();
    bench.connector.onWrite = async ({ records }) => {
      requests.push(...records.map((record) => record.request));
      return [];
    };
    expect(await delivery.redeliver({ events: [{ seq: 2, request }, { seq: 3 }] })).toBe(2);
    await bench.clock.advance(0);
    expect(bench.connector.writes.map(({ seqs }) => seqs)).toEqual([
      [1, 2, 3],
      [2, 3],
    ]);
    expect(requests).toEqual([request, undefined]);
    expect(bench.journal.lane("lake").retries.size).toBe(0);
  });

  it("keeps its request while it is tried again, also over a restart", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    const requests: DeliveryRecord["request"][] = [];
    const before = await bench.start();
    bench.connector.onWrite = fail("unavailable");
    await before.redeliver({ events: [{ seq: 1, request }] });
    await bench.clock.advance(0);
    await before.stop({ timeoutMs: 0 });
    bench.connector.onWrite = async ({ records }) => {
      requests.push(...records.map((record) => record.request));
      return [];
    };
    await bench.start();
    await bench.clock.advance(60_000);
    expect(requests).toEqual([request]);
  });

  it("may have been superseded or be a dead letter, but not what `only` refuses", async () => {
    const bench = createTestBench();
    bench.journal.store({ key: "a" }, { key: "a", superseded: true }, { type: "sleep" }, {});
    bench.connector.onWrite = async ({ records }) => [failureOf(records.at(-1)!, "rejected")];
    const accepts = ({ type }: { readonly type: string }) => type !== "sleep";
    const delivery = await bench.start({ destinations: [bench.plan({ accepts })] });
    expect([...bench.journal.lane("lake").deadLetters.keys()]).toEqual([4]);

    bench.connector.writes.length = 0;
    bench.connector.onWrite = delivered;
    await delivery.redeliver({ events: [2, 3, 4].map((seq) => ({ seq })) });
    await bench.clock.advance(0);
    expect(bench.connector.writes.map(({ seqs }) => seqs)).toEqual([[2, 4]]);
    expect(bench.journal.lane("lake")).toMatchObject({ retries: new Map(), deadLetters: new Map() });
  });

  it("goes to the destinations that are named, and says how many were set", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    const destinations = ["one", "two"].map((name) => bench.plan({ name }));
    const delivery = await bench.start({ destinations });
    expect(await delivery.redeliver({ events: [{ seq: 1 }, { seq: 99 }] })).toBe(2);
    expect(await delivery.redeliver({ destinations: ["two"], events: [{ seq: 1 }] })).toBe(1);
    await expect(delivery.redeliver({ destinations: ["tow"], events: [] })).rejects.toMatchObject({
      code: "not_found",
      message: 'There is no destination "tow" to deliver to again. Configured are: one, two.',
    });
  });

  it("waits for a destination that is paused, in the configuration or because it is away", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    const destinations = [bench.plan({ paused: true })];
    const before = await bench.start({ destinations });
    await before.redeliver({ events: [{ seq: 1 }] });
    await bench.clock.advance(60_000);
    await before.stop({ timeoutMs: 0 });
    expect(bench.connector.writes).toEqual([]);
    bench.connector.onWrite = fail("unauthorized");
    bench.connector.onCheck = fail("unauthorized");
    const delivery = await bench.start();
    bench.connector.writes.length = 0;
    await delivery.redeliver({ events: [{ seq: 1 }] });
    await bench.clock.advance(60_000);
    expect(bench.connector.writes).toEqual([]);
    bench.connector.onWrite = delivered;
    bench.connector.onCheck = async () => undefined;
    await bench.clock.advance(600_000);
    expect(bench.connector.writes.map(({ seqs }) => seqs)).toEqual([[1]]);
    expect(bench.journal.lane("lake").retries.size).toBe(0);
  });

  it("does not overtake what comes before it in a log that is not read so far", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(12), { key: "key-11" });
    const first = Promise.withResolvers<readonly []>();
    bench.connector.onWrite = () => first.promise;
    const delivery = await bench.start();
    await delivery.redeliver({ events: [{ seq: 13, request }] });
    await bench.clock.advance(1_000);
    bench.connector.onWrite = delivered;
    first.resolve([]);
    await bench.clock.advance(1_000);
    const seqs = bench.connector.writes.flatMap((write) => write.seqs).filter((seq) => seq > 10);
    expect(seqs.filter((seq) => seq !== 12)).toEqual([11, 13]);
  });

  it("is not written beside the same event while that is on its way, nor lost with it", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    const first = Promise.withResolvers<readonly []>();
    bench.connector.onWrite = () => first.promise;
    const plan = bench.plan({ rate: { concurrency: 3, perSecond: null } });
    const delivery = await bench.start({ destinations: [plan] });
    await delivery.redeliver({ events: [{ seq: 1, request }] });
    await bench.clock.advance(1_000);
    expect(bench.connector.writes).toHaveLength(1);
    bench.connector.onWrite = never;
    first.resolve([]);
    await bench.clock.advance(1_000);
    expect(bench.connector.writes).toHaveLength(2);
    // And once more while its retry is on its way.
    await delivery.redeliver({ events: [{ seq: 1 }] });
    await delivery.stop({ timeoutMs: 0 });
    expect([...bench.journal.lane("lake").retries.values()]).toMatchObject([{ seq: 1, request }]);
  });

  it("is asked for again while it is being refused: it is tried once more", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    const delivery = await bench.start();
    const answers: PromiseWithResolvers<void>[] = [];
    bench.connector.onWrite = async ({ records }) => {
      const answer = Promise.withResolvers<void>();
      answers.push(answer);
      await answer.promise;
      return [failureOf(records[0]!, "rejected")];
    };
    await delivery.redeliver({ events: [{ seq: 1 }] });
    await bench.clock.advance(0);
    await delivery.redeliver({ events: [{ seq: 1, request }] });
    answers[0]?.resolve();
    await bench.clock.advance(0);
    expect(bench.journal.lane("lake").deadLetters.size).toBe(0);
    answers[1]?.resolve();
    await bench.clock.advance(0);
    expect([...bench.journal.lane("lake").deadLetters.keys()]).toEqual([1]);
    expect(bench.journal.lane("lake").retries.size).toBe(0);
  });

  it("is tried later when the journal refuses, and stays as it was", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    const delivery = await bench.start();
    bench.journal.failing.set("requeue", new Error("disk full"));
    await expect(delivery.redeliver({ events: [{ seq: 1 }] })).rejects.toThrow("disk full");
    await bench.clock.advance(60_000);
    expect(bench.connector.writes).toHaveLength(1);
  });
});
