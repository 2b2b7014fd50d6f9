import { describe, expect, it } from "vitest";
import type { DeliveryRecord } from "../connector.ts";
import { DeliveryError } from "../errors.ts";
import { makeRecord } from "../rows/record.fixture.ts";
import { createObjectWriter } from "./object-writer.ts";
import { createMemoryStore } from "./testing/memory-store.ts";

const { signal } = new AbortController();
const batchOf = (...records: readonly DeliveryRecord[]) => ({ id: "batch", records });
const userOf = (user_id: string) => ({ user_id, provider: "PELOTON", reference_id: "ada" });
const ride = (userId: string, revision: number, name = "ride-1") =>
  makeRecord({
    key: `activity:${encodeURIComponent(userId)}:PELOTON:${name}`,
    user: userOf(userId),
    revision,
  });
const leave = (userId: string, revision: number) =>
  makeRecord({ type: "user.delete", key: `event-${revision}`, user: userOf(userId), revision });
const mark = "2022-03-16/user.delete/a-1.json";

describe.each([
  ["Terra's layout", {}],
  ["a layout with days", { prefix: "p{x}/", path: "{type}/dt={date}/u={user_id}/{key}.{ext}" }],
  ["a layout where the user comes later in a name", { path: "all/{date}-{user_id}-{id}.{ext}" }],
])("on_user_delete: delete, with %s", (_, layout) => {
  const setUp = (config: object = {}) => {
    const store = createMemoryStore();
    return { store, writer: createObjectWriter(store, { ...layout, on_user_delete: "delete", ...config }) };
  };
  const keys = ({ objects }: ReturnType<typeof createMemoryStore>) =>
    [...objects.values()].map(({ metadata }) => metadata["musettekey"]);

  it("deletes the user's objects, not those of users whose ids begin alike", async () => {
    const { store, writer } = setUp();
    const users = ["a-1", "a-1-2", "a", "a-1-2026-03-01", "a/../b"];
    await writer.write(batchOf(...users.map((user) => ride(user, 5))), signal);
    expect(await writer.write(batchOf(leave("a-1", 5)), signal)).toEqual([]);
    expect(keys(store)).toEqual([
      ...users.slice(1).map((user) => `activity:${encodeURIComponent(user)}:PELOTON:ride-1`),
      "user.delete:a-1",
    ]);
  });

  it("deletes both of two items that came to one path, and what claim checks stored", async () => {
    const { store, writer } = setUp();
    await writer.write(batchOf(ride("a-1", 5, "one"), ride("a-1", 5, "two")), signal);
    await writer.store(ride("a-1", 5, "three"), signal);
    expect(store.objects.size).toBe(3);
    await writer.write(batchOf(leave("a-1", 6)), signal);
    expect(keys(store)).toEqual(["user.delete:a-1"]);
    await writer.store(ride("a-1", 6, "late"), signal);
    expect(keys(store)).toEqual(["user.delete:a-1"]);
  });

  it("leaves alone what others put there", async () => {
    const { store, writer } = setUp();
    await writer.write(batchOf(ride("a-1", 5)), signal);
    const [path = ""] = store.objects.keys();
    store.place(path, { bytes: new Uint8Array(), contentType: "text/plain", metadata: {} });
    await writer.write(batchOf(leave("a-1", 6)), signal);
    expect(store.objects.has(path)).toBe(true);
  });
});

describe("on_user_delete", () => {
  it("writes a user.delete as any event, and asks nothing more, when it keeps", async () => {
    const store = createMemoryStore();
    const writer = createObjectWriter(store, { on_user_delete: "keep" });
    await writer.write(batchOf(ride("a-1", 5)), signal);
    await writer.write(batchOf(leave("a-1", 6)), signal);
    expect(store.objects.size).toBe(2);
    expect(store.requests).toHaveLength(2);
  });

  it("costs one request for each user of a batch, and nothing is listed, when nobody is deleted", async () => {
    const store = createMemoryStore();
    const writer = createObjectWriter(store, { on_user_delete: "delete" });
    await writer.write(batchOf(leave("a-1", 4)), signal);
    const before = store.requests.length;
    await writer.write(batchOf(ride("a-1", 5, "one"), ride("a-1", 5, "two")), signal);
    expect(store.requests.slice(before).filter((request) => request.includes(mark))).toEqual([
      `head ${mark}`,
    ]);
    expect(store.requests.slice(before).some((request) => request.startsWith("list"))).toBe(false);
  });

  it("leaves a newer revision that another writer puts there while it deletes", async () => {
    const newer = ride("a-1", 9);
    let path = "";
    const store = createMemoryStore("held", async (request) => {
      if (request === `remove ${path}` && store.objects.get(path)?.metadata["musetterevision"] === "5") {
        const { bytes, contentType } = newer.encode();
        const metadata = { musettekey: newer.key, musetterevision: "9", musetteid: newer.id };
        store.place(path, { bytes, contentType, metadata });
      }
    });
    const writer = createObjectWriter(store, { on_user_delete: "delete" });
    await writer.write(batchOf(ride("a-1", 5)), signal);
    [path = ""] = store.objects.keys();
    await writer.write(batchOf(leave("a-1", 6)), signal);
    expect(store.objects.get(path)?.metadata["musetterevision"]).toBe("9");
  });

  it("deletes where the store does not recognize its own version", async () => {
    const store = createMemoryStore("absent-only");
    const writer = createObjectWriter(store, { on_user_delete: "delete" });
    await writer.write(batchOf(ride("a-1", 5)), signal);
    await writer.write(batchOf(leave("a-1", 6)), signal);
    expect([...store.objects.keys()]).toEqual([mark]);
  });

  it("reports the events of the user whose objects may not be deleted, and deletes the others'", async () => {
    const held = new DeliveryError("rejected", "the object is under a hold");
    const store = createMemoryStore("held", async (request) => {
      if (request.startsWith("remove") && request.includes("b-1-")) throw held;
    });
    const writer = createObjectWriter(store, { on_user_delete: "delete" });
    await writer.write(batchOf(ride("a-1", 5), ride("b-1", 5)), signal);
    const [one, two] = [leave("a-1", 6), leave("b-1", 6)];
    const failures = await writer.write(batchOf(one, two), signal);
    expect(failures).toEqual([{ id: two.id, code: "rejected", message: held.message }]);
    expect([...store.objects.keys()].filter((path) => path.includes("/activity/a-1"))).toEqual([]);
  });

  it("throws when the store cannot be reached, so that the batch is repeated", async () => {
    const gone = new DeliveryError("unavailable", "gone");
    const store = createMemoryStore("held", async (request) => {
      if (request.startsWith("list")) throw gone;
    });
    const writer = createObjectWriter(store, { on_user_delete: "delete" });
    await writer.write(batchOf(ride("a-1", 5)), signal);
    await expect(writer.write(batchOf(leave("a-1", 6)), signal)).rejects.toBe(gone);
  });
});
