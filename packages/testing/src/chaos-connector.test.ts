import { describe, expect, it } from "vitest";
import { createChaosConnector } from "./chaos-connector.ts";
import { makeBatch, makeRecords } from "./conformance/records.ts";
import { createFakeClock } from "./fake-clock.ts";

const records = makeRecords(0, 4);
const batch = makeBatch(records);
const signal = new AbortController().signal;

describe("the chaos connector", () => {
  it("delivers everything when no rule says otherwise", async () => {
    const connector = createChaosConnector();
    expect(await connector.write(batch, { signal })).toEqual([]);
    expect(connector.delivered).toEqual(records);
    expect(connector.calls).toEqual({ write: 1, check: 0 });
  });

  it("fails the calls it was told to fail, and no others", async () => {
    const connector = createChaosConnector([
      { kind: "throw", code: "throttled", retryAfterMs: 700, after: 1, times: 2 },
    ]);
    await connector.write(batch, { signal });
    const failure = { code: "throttled", retryAfterMs: 700 };
    await expect(connector.write(batch, { signal })).rejects.toMatchObject(failure);
    await expect(connector.write(batch, { signal })).rejects.toMatchObject(failure);
    expect(await connector.write(batch, { signal })).toEqual([]);
    expect(connector.delivered).toHaveLength(8);
  });

  it("fails every second record of a batch, or those that are picked", async () => {
    const connector = createChaosConnector([
      { kind: "fail-some", code: "rejected" },
      { kind: "fail-some", code: "too_large", after: 1, fails: ({ id }) => id === records[0]?.id },
    ]);
    const [first, second, third, fourth] = records.map(({ id }) => id);
    expect((await connector.write(batch, { signal })).map(({ id }) => id)).toEqual([second, fourth]);
    expect(connector.delivered.map(({ id }) => id)).toEqual([first, third]);
    expect(await connector.write(batch, { signal })).toMatchObject([{ id: first, code: "too_large" }]);
  });

  it("delivers and fails all the same when the answer is lost", async () => {
    const connector = createChaosConnector([{ kind: "lose-answer", code: "timeout" }]);
    await expect(connector.write(batch, { signal })).rejects.toMatchObject({ code: "timeout" });
    expect(connector.delivered).toEqual(records);
  });

  it("is slow by the clock it is given", async () => {
    const clock = createFakeClock();
    const connector = createChaosConnector([{ kind: "slow", delayMs: 5_000 }], clock);
    const writing = connector.write(batch, { signal });
    await clock.advance(4_999);
    expect(connector.delivered).toEqual([]);
    await clock.advance(1);
    expect(await writing).toEqual([]);
    expect(connector.delivered).toEqual(records);
  });

  it("hangs until it is stopped, with the signal's reason", async () => {
    const connector = createChaosConnector([{ kind: "hang", verb: "check" }]);
    const stop = new AbortController();
    const checking = connector.check({ signal: stop.signal });
    const reason = new Error("enough");
    stop.abort(reason);
    await expect(checking).rejects.toBe(reason);
    expect(await connector.write(batch, { signal })).toEqual([]);
  });

  it("takes nothing once it is closed", async () => {
    const connector = createChaosConnector();
    await connector.close();
    await connector.close();
    await expect(connector.write(batch, { signal })).rejects.toMatchObject({ code: "unavailable" });
    expect(connector.delivered).toEqual([]);
  });
});
