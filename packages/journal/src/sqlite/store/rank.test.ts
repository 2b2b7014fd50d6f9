import { describe, expect, it } from "vitest";
import { rank } from "./rank.ts";
import type { KnownCopy } from "./rank.ts";

const received = 5_000;

function copy(id: string, revision: number, orderedAtMs: number | null = null, seq = 1): KnownCopy {
  return { seq, id, revision, orderedAtMs };
}

describe("rank, where nothing orders the copies but their arrival", () => {
  it("gives the first copy the time of arrival", () => {
    expect(rank({ id: "a", orderedAtMs: null, receivedAtMs: received }, [])).toEqual({
      duplicateOf: null,
      revision: received,
      superseded: false,
    });
  });

  it.each([
    { arriving: "later than the newest", newest: 4_000, revision: received },
    { arriving: "in the same millisecond", newest: received, revision: received + 1 },
    { arriving: "after the clock was set back", newest: 9_000, revision: 9_001 },
  ])("makes a copy arriving $arriving the newest", ({ newest, revision }) => {
    const known = [copy("a", newest)];
    expect(rank({ id: "b", orderedAtMs: null, receivedAtMs: received }, known)).toEqual({
      duplicateOf: null,
      revision,
      superseded: false,
    });
  });

  it("takes the same content for a repeat, of the newest and of an older copy", () => {
    const older = copy("a", 1_000, null, 1);
    const newest = copy("b", 2_000, null, 2);
    for (const same of [older, newest]) {
      const arriving = { id: same.id, orderedAtMs: null, receivedAtMs: received };
      expect(rank(arriving, [older, newest])).toEqual({ duplicateOf: same });
    }
  });
});

describe("rank, where the source orders the copies", () => {
  const first = copy("a", 1_000, 1_000, 1);
  const second = copy("b", 2_000, 2_000, 2);

  function arrive(id: string, orderedAtMs: number) {
    return rank({ id, orderedAtMs, receivedAtMs: received }, [first, second]);
  }

  it("numbers a newer copy by the source's time, not by its arrival", () => {
    expect(arrive("c", 3_000)).toEqual({ duplicateOf: null, revision: 3_000, superseded: false });
  });

  it("takes an older copy as history", () => {
    expect(arrive("c", 1_500)).toEqual({ duplicateOf: null, revision: 1_500, superseded: true });
  });

  it("orders copies of the same time by arrival", () => {
    const third = rank({ id: "c", orderedAtMs: 2_000, receivedAtMs: received }, [first, second]);
    expect(third).toEqual({ duplicateOf: null, revision: 2_001, superseded: false });
    const fourth = rank({ id: "d", orderedAtMs: 2_000, receivedAtMs: received }, [
      first,
      second,
      copy("c", 2_001, 2_000, 3),
    ]);
    expect(fourth).toEqual({ duplicateOf: null, revision: 2_002, superseded: false });
  });

  it("takes a delivery that is repeated late for a repeat", () => {
    expect(arrive("a", 1_000)).toEqual({ duplicateOf: first });
  });

  it("gives content that came back a new place, and names the newest of equal copies afterwards", () => {
    expect(arrive("a", 3_000)).toEqual({ duplicateOf: null, revision: 3_000, superseded: false });
    const again = copy("a", 3_000, 3_000, 3);
    const newest = copy("c", 4_000, 4_000, 4);
    const arriving = { id: "a", orderedAtMs: 3_000, receivedAtMs: received };
    expect(rank(arriving, [first, second, again, newest])).toEqual({ duplicateOf: again });
  });

  it("sees a repeat of the newest content as a repeat, whatever its time", () => {
    expect(arrive("b", 9_000)).toEqual({ duplicateOf: second });
  });

  it("orders a timed copy after an untimed one by the time that one arrived", () => {
    const untimed = [copy("a", 4_000)];
    expect(rank({ id: "b", orderedAtMs: 3_000, receivedAtMs: received }, untimed)).toEqual({
      duplicateOf: null,
      revision: 3_000,
      superseded: true,
    });
    expect(rank({ id: "b", orderedAtMs: 4_500, receivedAtMs: received }, untimed)).toEqual({
      duplicateOf: null,
      revision: 4_500,
      superseded: false,
    });
  });
});
