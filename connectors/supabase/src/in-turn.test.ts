import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { createTurns } from "./in-turn.ts";

test("work that shares a name runs in the order it came, other work at once", async () => {
  const inTurn = createTurns();
  const told: string[] = [];
  function work(name: string, turns: number) {
    return async () => {
      told.push(`${name} starts`);
      for (let turn = 0; turn < turns; turn += 1) await setImmediate();
      told.push(`${name} ends`);
    };
  }
  await Promise.all([
    inTurn(["a", "b"], work("first", 5)),
    inTurn(["b"], work("second", 1)),
    inTurn(["c"], work("other", 1)),
    inTurn(["b", "c"], work("third", 1)),
  ]);
  expect(told).toEqual([
    "first starts",
    "other starts",
    "other ends",
    "first ends",
    "second starts",
    "second ends",
    "third starts",
    "third ends",
  ]);
});

test("work that fails does not hold up what waits for it", async () => {
  const inTurn = createTurns();
  const failed = inTurn(["a"], async () => await Promise.reject(new Error("no")));
  const next = inTurn(["a"], async () => await Promise.resolve("done"));
  await expect(failed).rejects.toThrow("no");
  await expect(next).resolves.toBe("done");
});
