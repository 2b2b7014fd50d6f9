import type { StoredEvent } from "@musette/journal";
import { describe, expect, it } from "vitest";
import { createHistoryBodies, type BodyReader } from "./history-bodies.ts";
import { historyBodies, storedEvent } from "./terra-api/history.fixture.ts";

/** Loads one event whose payload has so many bytes. */
async function load(reader: BodyReader, bytes: number) {
  const events = [storedEvent(bytes)];
  await reader.expect(events);
  return await reader.load(events);
}

/** Bodies of payloads that have as many bytes as their events' `seq`. */
function setUp(maxBytes: number, bodies = historyBodies({})) {
  const payloadSizes = async (ids: readonly number[]) => new Map(ids.map((id) => [id, id]));
  return createHistoryBodies({ bodies, journal: { payloadSizes }, maxBytes });
}

async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  const note = () => void (settled = true);
  promise.then(note, note);
  await new Promise((resolve) => setTimeout(resolve, 5));
  return settled;
}

describe("those who read the history", () => {
  it("get bodies for as long as there is memory, and wait for others to let go", async () => {
    const history = setUp(1_000);
    const [first, second] = [history.openReader(), history.openReader()];
    const open = await load(first, 600);
    expect(open.bodies).toHaveLength(1);
    expect(await isSettled(load(first, 10))).toBe(true);
    const waiting = load(second, 600);
    expect(await isSettled(waiting)).toBe(false);
    open.done();
    open.done();
    expect((await waiting).bodies).toHaveLength(1);
  });

  it("get what is larger than all of it by itself", async () => {
    const history = setUp(1_000);
    const readers = Array.from({ length: 3 }, () => history.openReader());
    const loads = readers.map((reader) => load(reader, 50_000));
    for (const [index, load] of loads.entries()) {
      expect(await isSettled(load)).toBe(true);
      for (const later of loads.slice(index + 1)) expect(await isSettled(later)).toBe(false);
      (await load).done();
    }
  });

  it("give back what they have when they go, and need not wait any longer", async () => {
    const history = setUp(1_000);
    const [first, second, third] = [history.openReader(), history.openReader(), history.openReader()];
    await load(first, 5_000);
    const given = load(second, 5_000);
    const waiting = load(third, 5_000);
    expect(await isSettled(given)).toBe(false);
    second.close();
    await expect(given).rejects.toThrow("closed");
    expect(await isSettled(waiting)).toBe(false);
    first.close();
    expect((await waiting).bodies).toHaveLength(1);
  });

  it("give it back when nothing could be loaded", async () => {
    let isBroken = true;
    const loadOrThrow = async (events: readonly StoredEvent[]) => {
      if (isBroken) throw new Error("The disk is gone.");
      return await historyBodies({}).load(events);
    };
    const history = setUp(1_000, { ...historyBodies({}), load: loadOrThrow });
    const [first, second] = [history.openReader(), history.openReader()];
    await expect(load(first, 5_000)).rejects.toThrow("The disk is gone.");
    isBroken = false;
    expect((await load(second, 5_000)).bodies).toHaveLength(1);
  });
});
