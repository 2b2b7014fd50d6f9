import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { lockFile } from "./file-lock.ts";

const { signal } = new AbortController();

test("lets one in at a time, in the order they came", async () => {
  const order: string[] = [];
  async function hold(name: string): Promise<void> {
    const unlock = await lockFile("a.db", signal);
    order.push(`${name} in`);
    await setImmediate();
    order.push(`${name} out`);
    unlock();
  }
  await Promise.all([hold("first"), hold("second"), hold("third")]);
  expect(order).toEqual(["first in", "first out", "second in", "second out", "third in", "third out"]);
});

test("does not make the writers of other files wait", async () => {
  const unlock = await lockFile("b.db", signal);
  await expect(lockFile("c.db", signal)).resolves.toBeTypeOf("function");
  unlock();
});

test("lets the next one in when one gives up waiting, but not before its turn", async () => {
  const stop = new AbortController();
  const reason = new Error("stopped");
  let thirdIsIn = false;
  const unlock = await lockFile("d.db", signal);
  const second = lockFile("d.db", stop.signal);
  const third = lockFile("d.db", signal).then((unlockThird) => {
    thirdIsIn = true;
    return unlockThird;
  });

  stop.abort(reason);
  await expect(second).rejects.toBe(reason);
  await setImmediate();
  expect(thirdIsIn).toBe(false);

  unlock();
  (await third)();
});
