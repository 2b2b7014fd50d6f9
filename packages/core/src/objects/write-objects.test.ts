import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Batch, DeliveryRecord } from "../connector.ts";
import { DeliveryError } from "../errors.ts";
import type { DeliveryCode } from "../errors.ts";
import { createMemoryStore } from "./testing/memory-store.ts";
import { untilAborted } from "./until-aborted.ts";
import { writeObjects } from "./write-objects.ts";

const { signal } = new AbortController();

function recordOf(item: number): DeliveryRecord {
  const encoded = { bytes: new Uint8Array([item]), contentType: "application/json", extension: "json" };
  return {
    id: `id-${item}`,
    key: `activity:ada:PELOTON:${item}`,
    revision: 1,
    type: "activity",
    user: { user_id: "ada", provider: "PELOTON" },
    startTime: new Date(item * 60_000).toISOString(),
    endTime: null,
    receivedAtMs: 0,
    item: () => item,
    json: () => String(item),
    encode: () => encoded,
  };
}

function batchOf(count: number): Batch {
  return { id: "b1", records: Array.from({ length: count }, (_, item) => recordOf(item)) };
}

/** A store that answers the writes of these items with these codes. */
function storeRefusing(codes: Readonly<Record<number, DeliveryCode>>, fallback?: DeliveryCode) {
  return createMemoryStore("held", async (request) => {
    const minute = Number(/T00:(\d\d):/.exec(request)?.[1]);
    const code = codes[minute] ?? fallback;
    if (code !== undefined) throw new DeliveryError(code, `refused ${minute}`, { retryAfterMs: 7 });
  });
}

describe("writeObjects", () => {
  it("writes each record to its path, at most 16 at a time", async () => {
    let underWay = 0;
    let most = 0;
    const store = createMemoryStore("held", async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await setImmediate();
      underWay -= 1;
    });
    expect(await writeObjects(store, { prefix: "p", path: "{key}.{ext}" }, batchOf(50), signal)).toEqual([]);
    expect(store.objects.size).toBe(50);
    expect(store.objects.has("p/activity:ada:PELOTON:7.json")).toBe(true);
    expect(most).toBe(16);
  });

  it("returns the records that the store refuses, and writes the others", async () => {
    const store = storeRefusing({ 3: "rejected", 5: "too_large", 6: "conflict" });
    expect(await writeObjects(store, {}, batchOf(9), signal)).toEqual([
      { id: "id-3", code: "rejected", message: "refused 3", retryAfterMs: 7 },
      { id: "id-5", code: "too_large", message: "refused 5", retryAfterMs: 7 },
      { id: "id-6", code: "conflict", message: "refused 6", retryAfterMs: 7 },
    ]);
    expect(store.objects.size).toBe(6);
  });

  it.each(["unauthorized", "not_found", "throttled", "unavailable", "timeout"] as const)(
    "throws what is wrong with the store (%s), and asks it no more than it has to",
    async (code) => {
      const store = storeRefusing({}, code);
      await expect(writeObjects(store, {}, batchOf(100), signal)).rejects.toMatchObject({ code });
      expect(store.requests.length).toBeLessThanOrEqual(16);
    },
  );

  it("tells which records were written before the store went away", async () => {
    const codes = Object.fromEntries(
      Array.from({ length: 40 }, (_, item) => [item + 20, "unavailable"] as const),
    );
    const store = storeRefusing(codes);
    const failures = await writeObjects(store, {}, batchOf(60), signal);
    expect(new Set(failures.map(({ code }) => code))).toEqual(new Set(["unavailable"]));
    expect(failures.length + store.objects.size).toBe(60);
    expect(store.objects.size).toBe(20);
  });

  it("keeps a refusal of one record apart from what is wrong with the store", async () => {
    const store = storeRefusing({ 0: "rejected" }, "unavailable");
    const failures = await writeObjects(store, {}, batchOf(3), signal);
    expect(failures.map(({ code }) => code)).toEqual(["rejected", "unavailable", "unavailable"]);
  });

  it("puts the objects of a batch under their names and its id, whatever is there", async () => {
    const store = createMemoryStore();
    const objects = ["activities", "batches"].map((name, index) => ({
      name,
      bytes: new Uint8Array([index]),
      contentType: "application/x-ndjson",
      extension: "ndjson",
    }));
    const batch = { ...batchOf(3), encode: async () => objects };
    for (let time = 0; time < 2; time += 1)
      expect(await writeObjects(store, { prefix: "p/" }, batch, signal)).toEqual([]);
    expect([...store.objects]).toMatchObject([
      [
        "p/2022-03-16/activities/b1.ndjson",
        { contentType: "application/x-ndjson", metadata: { musetteid: "b1" } },
      ],
      [
        "p/2022-03-16/batches/b1.ndjson",
        { contentType: "application/x-ndjson", metadata: { musetteid: "b1" } },
      ],
    ]);
  });

  it("rejects with the signal's reason when it is stopped", async () => {
    const stop = new AbortController();
    const reason = new Error("stopped");
    const store = createMemoryStore("held", async () => {
      stop.abort(reason);
    });
    await expect(writeObjects(store, {}, batchOf(20), stop.signal)).rejects.toBe(reason);
    expect(store.objects.size).toBe(0);
  });
});

describe("untilAborted", () => {
  it("settles as the work does", async () => {
    expect(await untilAborted(Promise.resolve(7), signal)).toBe(7);
    await expect(untilAborted(Promise.reject(new Error("of the work")), signal)).rejects.toThrow(
      "of the work",
    );
  });

  it("does not wait for work that does not end", async () => {
    const reason = new Error("stopped");
    const stop = new AbortController();
    const waiting = untilAborted(new Promise(() => undefined), stop.signal);
    stop.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    await expect(untilAborted(Promise.resolve(7), stop.signal)).rejects.toBe(reason);
  });
});
