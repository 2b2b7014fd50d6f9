import { generatePelotonWorkout } from "@musette/testing";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalizeFor } from "./workout.fixture.ts";

const disciplines = ["cycling", "running", "caesar", "strength", "yoga", "bike_bootcamp"] as const;

/** The text that is made without the body, and the body's own. */
function bothTexts(payload: unknown): { readonly text: string; readonly own: string } {
  const [event] = normalizeFor(payload).events;
  return { text: [...(event?.text?.() ?? [])].join(""), own: JSON.stringify(event?.body()) };
}

describe("the text of a workout that is made without its body", () => {
  it.each(disciplines)("is that of the body: %s", (discipline) => {
    for (const isOutdoor of [false, true]) {
      for (let seed = 0; seed < 5; seed++) {
        const { text, own } = bothTexts(generatePelotonWorkout({ seed, discipline, isOutdoor }));
        expect(text).toBe(own);
      }
    }
  });

  it("and is so for whatever numbers, gaps and times the samples have", () => {
    const value = fc.oneof(
      fc.constant(null),
      fc.integer({ min: 0, max: 12_000 }),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.constantFrom(0, -0, 9_999, 10_000, 1e-7, 123_456.789, -3),
    );
    const samples = fc.integer({ min: 1, max: 40 }).chain((count) =>
      fc.record({
        seconds: fc.array(
          fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.double({ min: 0, max: 9_000, noNaN: true })),
          {
            minLength: count,
            maxLength: count,
          },
        ),
        values: fc.array(value, { minLength: count, maxLength: count }),
      }),
    );
    const whole = generatePelotonWorkout({ seed: 1, durationSeconds: 60 });
    fc.assert(
      fc.property(samples, fc.constantFrom("mph", "kph"), ({ seconds, values }, display_unit) => {
        const metrics = [
          { slug: "output", display_unit: "watts", values },
          { slug: "heart_rate", display_unit: "bpm", values },
          { slug: "speed", display_unit, values },
          { slug: "resistance", display_unit: "%", values },
        ];
        const performance_graph = {
          ...whole.performance_graph,
          seconds_since_pedaling_start: seconds.toSorted((a, b) => a - b),
          metrics,
        };
        const { text, own } = bothTexts({ ...whole, performance_graph });
        expect(text).toBe(own);
      }),
      { numRuns: 300 },
    );
  });

  it("comes in pieces, and again when it is asked for again", () => {
    const [event] = normalizeFor(generatePelotonWorkout({ seed: 2, durationSeconds: 3_600 })).events;
    const pieces = [...(event?.text?.() ?? [])];
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(40_000);
    // Two at once do not disturb each other.
    const [one, other] = [event?.text?.() ?? [], event?.text?.() ?? []].map((text) =>
      text[Symbol.iterator](),
    );
    const texts = ["", ""];
    for (let left = 2; left > 0;) {
      left = 0;
      for (const [index, iterator] of [one, other].entries()) {
        const next = iterator?.next();
        if (next?.done === false) {
          texts[index] += next.value;
          left += 1;
        }
      }
    }
    expect(texts).toEqual([pieces.join(""), pieces.join("")]);
  });
});
