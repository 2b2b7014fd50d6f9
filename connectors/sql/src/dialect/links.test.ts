import { expect, test } from "vitest";
import { keepLinks } from "./links.ts";
import type { Link } from "./links.ts";

const { signal } = new AbortController();

/** A connection that notes what is done with it. */
function makeLink(open: () => Promise<void> = async () => undefined) {
  const done: string[] = [];
  const lost = { value: false };
  return {
    done,
    lost,
    get usable() {
      return !lost.value;
    },
    open,
    run: async () => [],
    end: async () => void done.push("ended"),
    destroy: () => void done.push("destroyed"),
  } satisfies Link & Record<"done" | "lost", object>;
}

test("gives a connection that was put back to the next write", async () => {
  const links = keepLinks(
    async () => makeLink(),
    () => 0,
  );
  const first = await links.take(signal);
  const second = await links.take(signal);
  expect(second).not.toBe(first);
  links.put(first);
  expect(await links.take(signal)).toBe(first);
});

test("does not give out a connection that was lost or idle for a minute", async () => {
  let nowMs = 0;
  const links = keepLinks(
    async () => makeLink(),
    () => nowMs,
  );
  const [lost, old] = [await links.take(signal), await links.take(signal)];
  links.put(old);
  links.put(lost);
  lost.lost.value = true;
  nowMs = 60_000;
  const fresh = await links.take(signal);
  expect([lost, old]).not.toContain(fresh);
  expect([lost.done, old.done]).toEqual([["destroyed"], ["destroyed"]]);
});

test("cuts a connection that is being made when the write is stopped", async () => {
  const link = makeLink(async () => await new Promise(() => undefined));
  const links = keepLinks(
    async () => link,
    () => 0,
  );
  const stop = new AbortController();
  const taking = links.take(stop.signal);
  stop.abort(new Error("stopped"));
  await expect(taking).rejects.toThrow("stopped");
  expect(link.done).toEqual(["destroyed"]);
});

test("says goodbye on idle connections at the close, and cuts those that come back later", async () => {
  const links = keepLinks(
    async () => makeLink(),
    () => 0,
  );
  const [idle, inUse] = [await links.take(signal), await links.take(signal)];
  links.put(idle);
  await links.close();
  expect(idle.done).toEqual(["ended", "destroyed"]);
  expect(inUse.done).toEqual([]);
  links.put(inUse);
  expect(inUse.done).toEqual(["destroyed"]);
});
