import { DeliveryError } from "@musette/core";
import { describe, expect, it } from "vitest";
import { createTestBench, delivered, fail, many } from "./testing-delivery.ts";

describe("the circuit breaker", () => {
  it.each(["unauthorized", "not_found"] as const)(
    "pauses at once for %s and probes until it is over",
    async (code) => {
      const bench = createTestBench();
      bench.journal.store(...many(3));
      bench.connector.onWrite = fail(code);
      bench.connector.onCheck = fail(code);
      const delivery = await bench.start({ random: () => 1 - Number.EPSILON });
      expect(await delivery.status()).toMatchObject([{ state: { status: "paused", code }, lagEvents: 3 }]);
      await bench.clock.advance(1_000_000);
      const waitsMs = bench.connector.checksAtMs.map((atMs, index, all) =>
        Math.round(atMs - (all[index - 1] ?? 1_000_000)),
      );
      expect(waitsMs).toEqual([5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000]);
      expect(bench.connector.writes).toHaveLength(1);

      bench.connector.onCheck = async () => undefined;
      bench.connector.onWrite = delivered;
      await bench.clock.advance(300_000);
      expect(await delivery.status()).toMatchObject([
        { state: { status: "healthy" }, lagEvents: 0, delivered: 3 },
      ]);
      expect(bench.told.filter((line) => line.includes(" is "))).toEqual([
        `lake is paused ${code}`,
        `lake is degraded ${code}`,
        "lake is healthy null",
      ]);
      expect(bench.journal.lane("lake").state).toMatchObject({ status: "healthy", message: null });
    },
  );

  it("pauses after five failures in a row", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    bench.connector.onWrite = fail("unavailable");
    const delivery = await bench.start();
    await bench.clock.advance(500 + 1_000 + 2_000);
    expect(await delivery.status()).toMatchObject([{ state: { status: "degraded" } }]);
    await bench.clock.advance(4_000);
    expect(bench.connector.writes).toHaveLength(5);
    const [status] = await delivery.status();
    expect(status?.state).toMatchObject({ status: "paused", code: "unavailable" });
    expect(status?.state.message).toContain("go on as soon as a check succeeds");
  });

  it("writes nothing that was claimed ahead once the batch before it has failed", async () => {
    const bench = createTestBench();
    bench.journal.store(...many(30));
    const answers: PromiseWithResolvers<readonly []>[] = [];
    bench.connector.onWrite = () => {
      const answer = Promise.withResolvers<readonly []>();
      answers.push(answer);
      return answer.promise;
    };
    bench.connector.onCheck = fail("unauthorized");
    const delivery = await bench.start({
      destinations: [bench.plan({ rate: { concurrency: 2, perSecond: null } })],
    });
    await bench.clock.advance(0);
    expect(bench.journal.lane("lake").claims.size).toBe(3);
    answers[0]?.reject(new DeliveryError("unauthorized", "The test says no."));
    await bench.clock.advance(1_000);
    expect(await delivery.status()).toMatchObject([{ state: { status: "paused" } }]);
    expect(bench.connector.writes).toHaveLength(2);

    answers[1]?.resolve([]);
    bench.connector.onCheck = async () => undefined;
    bench.connector.onWrite = delivered;
    await bench.clock.advance(10_000);
    expect(bench.connector.writes.slice(2).map(({ id }) => id)).toEqual([
      bench.connector.writes[0]?.id,
      expect.stringMatching(/.+/),
    ]);
    expect(await delivery.status()).toMatchObject([{ lagEvents: 0, delivered: 30 }]);
  });

  it("probes at once after a restart", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    bench.connector.onWrite = fail("unauthorized");
    const before = await bench.start();
    await before.stop({ timeoutMs: 0 });
    bench.connector.onWrite = delivered;
    const after = await bench.start();
    expect(bench.connector.checksAtMs).toEqual([1_000_000]);
    expect(await after.status()).toMatchObject([{ state: { status: "healthy" }, lagEvents: 0 }]);
  });

  it("keeps no queue in memory for a paused destination", async () => {
    const bench = createTestBench();
    bench.journal.store({});
    bench.connector.onWrite = fail("unauthorized");
    bench.connector.onCheck = fail("unauthorized");
    await bench.start();
    bench.journal.store(...many(50_000));
    await bench.clock.advance(60_000);
    expect(bench.journal.calls.get("read")).toBe(1);
    expect(bench.journal.calls.get("claim")).toBe(1);
  });
});
