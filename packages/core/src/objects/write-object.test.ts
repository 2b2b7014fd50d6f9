import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMemoryStore } from "./testing/memory-store.ts";
import type { Conditions, MemoryStore } from "./testing/memory-store.ts";
import { writeObject } from "./write-object.ts";

const path = "2022-03-16/activity/ada-2026-01-01T06:30:00.000Z.json";
const allConditions: readonly Conditions[] = ["held", "unsupported", "absent-only"];
const { signal } = new AbortController();

function recordOf(revision: number, key = "activity:ada:PELOTON:1") {
  const bytes = new TextEncoder().encode(`${key} ${revision}`);
  return {
    id: `id-of-${key}-${revision}`,
    key,
    revision,
    encode: () => ({ bytes, contentType: "application/json", extension: "json" }),
  };
}

function textAt(store: MemoryStore, at: string): string | undefined {
  const object = store.objects.get(at);
  return object && new TextDecoder().decode(object.bytes);
}

describe.each(allConditions)("writeObject, where conditions are %s", (conditions) => {
  it("writes the object with what it needs to know of it later", async () => {
    const store = createMemoryStore(conditions);
    await writeObject(store, path, recordOf(7), signal);
    expect(store.objects.get(path)).toMatchObject({
      contentType: "application/json",
      metadata: {
        musettekey: "activity:ada:PELOTON:1",
        musetterevision: "7",
        musetteid: "id-of-activity:ada:PELOTON:1-7",
      },
    });
  });

  it("says under which path the item is, also where the layout's is another item's", async () => {
    const store = createMemoryStore(conditions);
    const write = async (revision: number, key: string) =>
      await writeObject(store, path, recordOf(revision, key), signal);
    const [first, second] = [await write(1, "key-a"), await write(1, "key-b")];
    expect(first).toBe(path);
    expect(textAt(store, first)).toBe("key-a 1");
    expect(textAt(store, second)).toBe("key-b 1");
    for (const revision of [1, 2, 1]) expect(await write(revision, "key-b")).toBe(second);
    expect(await write(3, "key-a")).toBe(path);
  });

  it.each([
    ["a repeat", [5, 5], 5],
    ["a newer revision", [5, 6], 6],
    ["an older revision", [6, 5], 6],
    ["many revisions", [3, 1, 4, 2, 9, 6, 5], 9],
  ])("keeps the newest after %s", async (_, revisions, newest) => {
    const store = createMemoryStore(conditions);
    for (const revision of revisions) await writeObject(store, path, recordOf(revision), signal);
    expect(store.objects.size).toBe(1);
    expect(textAt(store, path)).toBe(`activity:ada:PELOTON:1 ${newest}`);
  });

  it("keeps the newest of each item, whatever the order in which concurrent writers get their turn", async () => {
    const writes = fc.array(
      fc.record({ item: fc.integer({ min: 0, max: 2 }), revision: fc.integer({ min: 1, max: 6 }) }),
      {
        minLength: 2,
        maxLength: 5,
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), writes, async (scheduler, records) => {
        const store = createMemoryStore(conditions, (request) =>
          scheduler.schedule(Promise.resolve(), request),
        );
        const writing = records.map(
          async ({ item, revision }) => await untilWritten(store, recordOf(revision, `key-${item}`)),
        );
        await scheduler.waitFor(Promise.all(writing));

        const newest = new Map<string, number>();
        for (const { item, revision } of records) {
          newest.set(`key-${item}`, Math.max(revision, newest.get(`key-${item}`) ?? 0));
        }
        const stored = [...store.objects.keys()].map((at) => String(textAt(store, at))).sort();
        expect(stored).toEqual([...newest].map(([key, revision]) => `${key} ${revision}`).sort());
      }),
      { numRuns: 150 },
    );
  });

  it("gives a second item at the same path a path of its own, and finds it again", async () => {
    const store = createMemoryStore(conditions);
    for (const revision of [1, 2]) {
      for (const key of ["first", "second"]) await writeObject(store, path, recordOf(revision, key), signal);
    }
    expect(store.objects.size).toBe(2);
    expect(textAt(store, path)).toBe("first 2");
    const [, own = ""] = store.objects.keys();
    expect(own).toMatch(/^2022-03-16\/activity\/ada-2026-01-01T06:30:00\.000Z~[0-9a-f]{16}\.json$/);
    expect(textAt(store, own)).toBe("second 2");
  });

  it("replaces what others than Musette have put there", async () => {
    const store = createMemoryStore(conditions);
    store.place(path, { bytes: new Uint8Array(), contentType: "application/json", metadata: {} });
    await writeObject(store, path, recordOf(1), signal);
    expect(textAt(store, path)).toBe("activity:ada:PELOTON:1 1");
  });

  it("tells items apart whose keys are too long for the metadata", async () => {
    const store = createMemoryStore(conditions);
    const [long, longer] = ["k".repeat(5_000), "k".repeat(5_001)];
    for (const key of [long, longer, long]) await writeObject(store, path, recordOf(1, key), signal);
    expect(store.objects.size).toBe(2);
    for (const { metadata } of store.objects.values()) {
      expect(JSON.stringify(metadata).length - String(metadata["musetteid"]).length).toBeLessThan(1_200);
    }
  });

  it("rejects with the reason when it is stopped, also while it waits for its turn", async () => {
    const reason = new Error("stopped");
    const stop = new AbortController();
    const gate = Promise.withResolvers<void>();
    const store = createMemoryStore(conditions, (request) =>
      request.startsWith("head") ? gate.promise : Promise.resolve(),
    );
    store.place(path, { bytes: new Uint8Array(), contentType: "application/json", metadata: {} });
    const first = writeObject(store, path, recordOf(1), signal);
    const stopped = writeObject(store, path, recordOf(2), stop.signal);
    const outcome = Promise.allSettled([stopped]);
    await Promise.resolve();
    stop.abort(reason);
    gate.resolve();
    expect(await outcome).toEqual([{ status: "rejected", reason }]);
    await first;
    await writeObject(store, path, recordOf(3), signal);
    expect(textAt(store, path)).toBe("activity:ada:PELOTON:1 3");
  });
});

describe("writeObject", () => {
  it("asks once for a new object", async () => {
    const store = createMemoryStore();
    await writeObject(store, path, recordOf(1), signal);
    expect(store.requests).toEqual([`put absent ${path}`]);
  });

  it("begins anew when the object is deleted while it looks", async () => {
    const store = createMemoryStore("held", async (request) => {
      if (request.startsWith("head")) store.drop(path);
    });
    await writeObject(store, path, recordOf(1), signal);
    await writeObject(store, path, recordOf(2), signal);
    expect(textAt(store, path)).toBe("activity:ada:PELOTON:1 2");
  });

  it("leaves a record for later when other writers keep winning", async () => {
    let revision = 1;
    const store = createMemoryStore("held", async (request) => {
      if (!request.startsWith("put")) return;
      const { encode: _, ...other } = recordOf((revision += 1));
      const metadata = { musettekey: other.key, musetterevision: String(revision), musetteid: other.id };
      store.place(path, { bytes: new Uint8Array(), contentType: "application/json", metadata });
    });
    await expect(writeObject(store, path, recordOf(1_000), signal)).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("hands on what the store throws", async () => {
    const refusal = new Error("refused");
    const store = createMemoryStore("held", async () => {
      throw refusal;
    });
    await expect(writeObject(store, path, recordOf(1), signal)).rejects.toBe(refusal);
  });
});

/** As delivery does: what lost against a concurrent writer is tried again. */
async function untilWritten(store: MemoryStore, record: ReturnType<typeof recordOf>): Promise<void> {
  for (;;) {
    try {
      await writeObject(store, path, record, signal);
      return;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "conflict")) throw error;
    }
  }
}
