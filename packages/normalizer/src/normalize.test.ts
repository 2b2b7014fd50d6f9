import { IngestError } from "@musette/core";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalize, type Normalized } from "./normalize.ts";
import { realisticPayloads } from "./normalize.fixture.ts";
import { pathsOf, put } from "./payload-paths.fixture.ts";

const sources = ["terra", "peloton", "ifit"] as const;
type Source = (typeof sources)[number];

const context = { user: { userId: "rider-1", referenceId: null }, orderedAtMs: 1_709_280_000_123 };
const awkwardValues: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  1e308,
  2 ** 53,
  "",
  "-1",
  "__proto__",
  "2024-02-30T25:61:00Z",
  [],
  [null],
  [[]],
  {},
  JSON.parse('{"__proto__":{"id":"x"},"toString":1}'),
];

test.each(sources)("the realistic %s payload is one event, so that changing it says something", (source) => {
  const { events, problems } = normalize(source, realisticPayloads[source], context);
  expect(problems).toEqual([]);
  expect(events).toHaveLength(1);
  expect(events[0]?.body()).toBe(events[0]?.body());
});

describe.each(sources)("whatever JSON is sent to %s", (source) => {
  test("it becomes events and named problems, or one typed refusal", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (payload) => {
        const { first, again, items } = normalizeTwice(source, payload);
        expect(again).toEqual(first);
        expect(new Set(items).size).toBe(items.length);
      }),
      { numRuns: 300 },
    );
  });

  test("a realistic payload changed in a few places is no exception", () => {
    const change = fc.record({
      place: fc.nat(),
      value: fc.oneof(fc.constantFrom(undefined, ...awkwardValues), fc.jsonValue()),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
        const payload = structuredClone(realisticPayloads[source]);
        for (const { place, value } of changes) {
          const paths = [...pathsOf(payload)];
          const path = paths[place % paths.length];
          // A copy, as a later change may be within it.
          if (path !== undefined) put(payload, path, structuredClone(value));
        }
        const { first, again, items } = normalizeTwice(source, payload);
        expect(again).toEqual(first);
        expect(new Set(items).size).toBe(items.length);
      }),
      { numRuns: 500 },
    );
  });

  test("each place in turn may be missing or hold any awkward value", () => {
    for (const path of pathsOf(realisticPayloads[source])) {
      for (const value of [undefined, ...awkwardValues]) {
        const { first, again } = normalizeTwice(source, changed(realisticPayloads[source], path, value));
        expect(again).toEqual(first);
      }
    }
  });

  test("each place in turn may be nested deeply enough to exhaust the stack", () => {
    const deep: unknown = JSON.parse("[".repeat(50_000) + "]".repeat(50_000));
    for (const path of pathsOf(realisticPayloads[source])) {
      const { events } = normalizeOrRefuse(source, changed(realisticPayloads[source], path, deep));
      expect(events.map((event) => toText(event.body())).join()).not.toContain("[[[[");
    }
  });

  test("two items have the same key when they have the same id, and only then", () => {
    const ids = fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 2 }), { maxLength: 6 });
    fc.assert(
      fc.property(ids, (ids) => {
        const { events } = normalize(source, withIds(source, ids), context);
        const idOfKey = new Map(events.map(({ key, item }) => [key, ids[item]]));
        expect(events.map(({ key }) => idOfKey.get(key))).toEqual(events.map(({ item }) => ids[item]));
        expect(idOfKey.size).toBe(new Set(events.map(({ item }) => ids[item])).size);
      }),
    );
  });
});

/** What becomes of the same text twice, all of it written out, and which items it speaks of. */
function normalizeTwice(source: Source, payload: unknown) {
  const text = JSON.stringify(payload);
  const [first, again] = [text, text].map((text) => {
    const { events, problems } = normalizeOrRefuse(source, JSON.parse(text));
    return {
      events: events.map((event) => {
        const body = toText(event.body());
        expect(event.text === undefined ? body : [...event.text()].join("")).toBe(body);
        return { ...event, body, text: null };
      }),
      problems: problems.map(({ item, error: { code, pointer, message } }) => ({
        item,
        code,
        pointer,
        message,
      })),
    };
  });
  const items = [...(first?.events ?? []), ...(first?.problems ?? [])].map(({ item }) => item);
  return { first, again, items };
}

function toText(body: unknown): string {
  const text: unknown = JSON.stringify(body);
  if (typeof text !== "string") throw new TypeError("a body that cannot be written as JSON");
  return text;
}

function normalizeOrRefuse(source: Source, payload: unknown): Normalized {
  try {
    return normalize(source, payload, context);
  } catch (error) {
    if (!IngestError.is(error)) throw error;
    return { events: [], problems: [{ item: 0, error }] };
  }
}

function changed(payload: object, path: readonly string[], value: unknown): unknown {
  const copy = structuredClone(payload);
  put(copy, path, value);
  return copy;
}

/** A payload of as many items as there are ids. */
function withIds(source: Source, ids: readonly string[]): unknown {
  const { terra, peloton, ifit } = realisticPayloads;
  switch (source) {
    case "terra":
      return { ...terra, data: ids.map((id) => changed(terra.data[0], ["metadata", "summary_id"], id)) };
    case "peloton":
      return ids.map((id) => changed(peloton, ["workout", "id"], id));
    case "ifit":
      return ids.map((id) => changed(ifit, ["log", "id"], id));
  }
}
