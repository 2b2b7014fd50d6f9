import { describe, expect, it } from "vitest";
import { createFakeClock } from "./fake-clock.ts";

describe("the fake clock", () => {
  it("fires timers in order of their time, each at its own time", async () => {
    const clock = createFakeClock(1000);
    const fired: [string, number][] = [];
    clock.after(20, () => fired.push(["second", clock.now()]));
    clock.after(10, () => fired.push(["first", clock.now()]));
    clock.after(31, () => fired.push(["too late", clock.now()]));
    await clock.advance(30);
    expect(fired).toEqual([
      ["first", 1010],
      ["second", 1020],
    ]);
    expect(clock.now()).toBe(1030);
    expect(clock.nextTimerAtMs()).toBe(1031);
  });

  it("fires timers that are set by work that earlier timers started", async () => {
    const clock = createFakeClock(0);
    let firedAtMs: number | undefined;
    clock.after(5, () => {
      void Promise.resolve().then(() => clock.after(5, () => (firedAtMs = clock.now())));
    });
    await clock.advance(10);
    expect(firedAtMs).toBe(10);
  });

  it("does not fire what was cancelled", async () => {
    const clock = createFakeClock();
    let fired = false;
    clock.after(5, () => (fired = true))();
    await clock.advance(10);
    expect(fired).toBe(false);
    expect(clock.nextTimerAtMs()).toBeNull();
  });
});
