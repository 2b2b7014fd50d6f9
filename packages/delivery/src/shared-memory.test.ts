import { describe, expect, it } from "vitest";
import { createSharedMemory, type Reservation, type Share } from "./shared-memory.ts";

/** Takes pieces of this size until it is refused; what it got. */
function takeAll(share: Share, bytes: number): Reservation[] {
  const taken: Reservation[] = [];
  for (;;) {
    const reservation = share.take({ leastBytes: bytes, mostBytes: bytes });
    if (reservation === undefined) return taken;
    taken.push(reservation);
  }
}

const nobody = () => undefined;

describe("the memory of what is in flight", () => {
  it("is kept for each as far as an even share of half of it, however much others want", () => {
    const memory = createSharedMemory(1_000);
    const shares = Array.from({ length: 10 }, () => memory.join(nobody));
    expect(takeAll(shares[0]!, 10)).toHaveLength(5 + 25);
    for (const share of shares.slice(1, 9)) takeAll(share, 1);
    expect(takeAll(shares[9]!, 10).length).toBeGreaterThanOrEqual(5);
  });

  it("is divided evenly among those that take turns", () => {
    const memory = createSharedMemory(1_100);
    const shares = Array.from({ length: 10 }, () => memory.join(nobody));
    const takeTurns = () => shares.map((share) => share.take({ leastBytes: 1, mostBytes: 1 })?.bytes ?? 0);
    const taken = shares.map(() => 0);
    for (let turn = takeTurns(); turn.some((bytes) => bytes > 0); turn = takeTurns()) {
      for (const [index, bytes] of turn.entries()) taken[index]! += bytes;
    }
    for (const bytes of taken) expect(bytes).toBe(55 + 50);
  });

  it("is taken as far as there is room, and kept as far as it is needed", () => {
    const share = createSharedMemory(1_000).join(nobody);
    const taken = share.take({ leastBytes: 1, mostBytes: 800 });
    expect(taken?.bytes).toBe(750);
    expect(taken?.resize(20)).toBe(true);
    expect(taken?.bytes).toBe(20);
    expect(share.take({ leastBytes: 1, mostBytes: 800 })?.bytes).toBe(730);
  });

  it("is kept by who needs less of it than it took, whatever others have taken since", () => {
    const memory = createSharedMemory(1_000);
    const [first, second, third] = [memory.join(nobody), memory.join(nobody), memory.join(nobody)];
    const taken = first.take({ leastBytes: 1, mostBytes: 1_000 });
    const bytes = taken?.bytes ?? 0;
    takeAll(second, 1);
    expect(taken?.resize(bytes - 1)).toBe(true);
    // It is not taken for one that is larger than its share, of which there is one at a time.
    expect(third.take({ leastBytes: 5_000, mostBytes: 5_000 })).toBeDefined();
  });

  it("is given to one that is larger than any share when it has nothing else, and no other such is under way", () => {
    const memory = createSharedMemory(1_000);
    const [first, second] = [memory.join(nobody), memory.join(nobody)];
    const large = first.take({ leastBytes: 5_000, mostBytes: 5_000 });
    expect(large?.bytes).toBe(5_000);
    expect(second.take({ leastBytes: 5_000, mostBytes: 5_000 })).toBeUndefined();
    expect(second.waits).toBe(true);
    const small = second.take({ leastBytes: 10, mostBytes: 10 });
    expect(small).toBeDefined();
    large?.giveBack();
    expect(second.take({ leastBytes: 5_000, mostBytes: 5_000 })).toBeUndefined();
    small?.giveBack();
    expect(second.waits).toBe(false);
    expect(second.take({ leastBytes: 5_000, mostBytes: 5_000 })).toBeDefined();
  });

  it("is offered to who has waited longest, once it is enough", () => {
    const memory = createSharedMemory(1_000);
    const rung: string[] = [];
    const holder = memory.join(nobody);
    const [late, early] = [memory.join(() => rung.push("late")), memory.join(() => rung.push("early"))];
    const large = holder.take({ leastBytes: 5_000, mostBytes: 5_000 });
    expect(early.take({ leastBytes: 600, mostBytes: 600 })).toBeUndefined();
    expect(late.take({ leastBytes: 700, mostBytes: 700 })).toBeUndefined();
    expect(early.take({ leastBytes: 600, mostBytes: 600 })).toBeUndefined();
    expect(rung).toEqual([]);
    large?.giveBack();
    expect(rung).toEqual(["early", "late"]);
    late.leave();
    expect(late.waits).toBe(false);
  });

  it("is all given back where something has turned out to need more than there is", () => {
    const memory = createSharedMemory(1_000);
    const [first, second] = [memory.join(nobody), memory.join(nobody)];
    const large = first.take({ leastBytes: 5_000, mostBytes: 5_000 });
    const taken = second.take({ leastBytes: 1, mostBytes: 100 });
    expect(taken?.resize(2_000)).toBe(false);
    expect(taken?.bytes).toBe(0);
    expect(second.waits).toBe(true);
    taken?.giveBack();
    large?.giveBack();
    expect(second.waits).toBe(false);
    expect(second.take({ leastBytes: 500, mostBytes: 500 })?.bytes).toBe(500);
  });
});
