import { generateIfitLog, generateIfitWebLog, generatePelotonWorkout } from "@musette/testing";
import { expect, test } from "vitest";
import { normalize } from "../normalize.ts";
import { realisticPayloads } from "../normalize.fixture.ts";
import { originsOf } from "./origins-of.ts";
import { partsOf, valueOf } from "./pointer.ts";
import { put } from "../payload-paths.fixture.ts";

const context = { user: { userId: "rider", referenceId: null }, orderedAtMs: null };
const durationSeconds = 60;

const payloads = [
  ["peloton", generatePelotonWorkout({ seed: 3, durationSeconds })],
  ["peloton", generatePelotonWorkout({ seed: 4, durationSeconds, discipline: "running" })],
  ["peloton", generatePelotonWorkout({ seed: 5, durationSeconds, discipline: "running", isOutdoor: true })],
  ["peloton", generatePelotonWorkout({ seed: 6, durationSeconds, discipline: "caesar" })],
  ["peloton", [generatePelotonWorkout({ seed: 7, durationSeconds: 900, everyN: 30 })]],
  ["ifit", generateIfitLog({ seed: 1, kind: "bike" })],
  ["ifit", generateIfitLog({ seed: 2, kind: "treadmill" })],
  ["ifit", generateIfitWebLog({ seed: 3, kind: "rower" })],
  ["terra", realisticPayloads.terra],
] as const;

const at = (document: unknown, path: readonly string[]) => path.reduce(valueOf, document);
const bodyOf = (source: "peloton" | "ifit" | "terra", payload: unknown) =>
  normalize(source, payload, context).events[0];

const times = ["2024-08-12T01:02:03.000Z", "2024-08-12T01:02:03.000+02:00"];

/** Values that a place may be changed to: one of them changes what is made of it. */
function others(value: unknown): readonly unknown[] {
  if (typeof value === "number") {
    return [value + 7, value + 900, Math.max(1, value - 7), value / 2, ...times];
  }
  if (typeof value === "boolean") return [!value];
  if (typeof value === "string") {
    const units = ["km", "mi", "m", "ft", "caesar", "cycling", "run", "row", "garmin"];
    return [`${value}x`, ...times, ...units.filter((unit) => unit !== value)];
  }
  if (!Array.isArray(value)) return [{ ...(value as object), more: 1, average_value: 7 }, {}];
  const changed = (item: unknown): unknown =>
    typeof item === "number"
      ? item / 2 + 3
      : typeof item === "object" && item !== null && "value" in item && typeof item.value === "number"
        ? { ...item, value: item.value / 2 + 3 }
        : item;
  return [value.map(changed), value.slice(1), [...(value as unknown[]), 7], []];
}

test.each(payloads)("a change at an origin changes what came from it (%s, %#)", (source, payload) => {
  const plain: unknown = JSON.parse(JSON.stringify(payload));
  const event = bodyOf(source, plain);
  if (event === undefined) throw new Error("The payload made no event.");
  const body: unknown = JSON.parse(JSON.stringify(event.body()));
  const origins = originsOf(source, plain, { type: event.type, item: 0, body });
  expect(origins.length).toBeGreaterThan(10);
  const wrong: string[] = [];
  for (const { path, from } of origins) {
    const place = partsOf(path.replaceAll("*", "0"));
    for (const pointer of from) {
      const origin = partsOf(pointer.replaceAll("*", "0"));
      const raw = at(plain, origin);
      const changes = others(raw).some((value) => {
        const changed = structuredClone(plain) as object;
        put(changed, origin, value);
        try {
          const made = bodyOf(source, changed);
          return (
            made !== undefined && JSON.stringify(at(made.body(), place)) !== JSON.stringify(at(body, place))
          );
        } catch {
          return false;
        }
      });
      if (raw === undefined || !changes) wrong.push(`${path} <- ${pointer}`);
    }
  }
  expect(wrong).toEqual([]);
});

test.each(payloads.filter(([source]) => source !== "terra"))(
  "each value of an event has an origin (%s, %#)",
  (source, payload) => {
    const plain: unknown = JSON.parse(JSON.stringify(payload));
    const event = bodyOf(source, plain);
    if (event === undefined) throw new Error("The payload made no event.");
    const body: unknown = JSON.parse(JSON.stringify(event.body()));
    const known = originsOf(source, plain, { type: event.type, item: 0, body });
    const has = (place: readonly string[]) =>
      known.some(({ path }) => {
        const parts = partsOf(path);
        return parts.length <= place.length && parts.every((part, n) => part === "*" || part === place[n]);
      });
    expect(leavesOf(body).filter((place) => !has(place))).toEqual([]);
  },
);

/** Where there is a value, in the first item of each list. */
function leavesOf(value: unknown, place: readonly string[] = []): readonly (readonly string[])[] {
  if (value === null || (Array.isArray(value) && value.length === 0)) return [];
  if (Array.isArray(value)) return leavesOf(value[0], [...place, "0"]);
  if (typeof value !== "object") return [place];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...place, key]));
}

test("a file has no places in JSON that anything came from", () => {
  expect(originsOf("file", {}, { type: "activity", item: 0, body: {} })).toEqual([]);
});
