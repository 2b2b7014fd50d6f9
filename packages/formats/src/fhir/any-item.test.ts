import * as fc from "fast-check";
import { expect, test } from "vitest";
import { makeEvent } from "../event.fixture.ts";
import { bodyReadings } from "./body/body-readings.ts";
import { bodySummaries } from "./body/body-summaries.ts";
import { bundleProblems } from "./checks/bundle-problems.fixture.ts";
import { encodedBundle } from "./checks/encoded-bundle.fixture.ts";
import { observationsOf } from "./checks/find-observation.fixture.ts";
import { generatedWorkouts } from "./checks/generated-workouts.fixture.ts";
import { r4Problems } from "./checks/r4-problems.fixture.ts";
import { terraItems } from "./checks/terra-items.fixture.ts";
import { dailySeries, dailySummaries } from "./daily/daily-measures.ts";
import { machineSeries, machineSummaries } from "./activity/machine-measures.ts";
import { movementSeries, movementSummaries, sportCodes } from "./activity/movement-measures.ts";
import type { Measure } from "./measures/measure.ts";
import { sleepSeries, sleepSummaries } from "./sleep/sleep-measures.ts";

type Json = Record<string, unknown>;

/** An item with a number in every field, at the end of a list where `isList`. */
function put(item: Json, { field }: Measure, isList: boolean): void {
  const path = field.split(".");
  const last = path.pop() ?? "";
  const list = isList ? (path.pop() ?? "") : undefined;
  let at = item;
  for (const key of path) at = (at[key] ??= {}) as Json;
  if (list === undefined) {
    at[last] = 42.5;
    return;
  }
  const samples = (at[list] ??= [0, 1].map((second) => ({
    timestamp: `2026-03-01T06:00:0${second}Z`,
  }))) as Json[];
  for (const [index, sample] of samples.entries()) sample[last] = index + 0.5;
}

const codes = sportCodes("cycling");
const tables = {
  activity: {
    summaries: [...movementSummaries(codes), ...machineSummaries],
    lists: [...movementSeries(codes), ...machineSeries],
  },
  body: { summaries: bodySummaries, lists: bodyReadings },
  daily: { summaries: dailySummaries, lists: dailySeries },
  sleep: { summaries: sleepSummaries, lists: sleepSeries },
};

test.each(Object.entries(tables))(
  "every field that is mapped of %s comes out, with a unit that exists",
  (type, { summaries, lists }) => {
    const body: Json = { metadata: { type: 1 } };
    for (const measure of summaries) put(body, measure, false);
    for (const measure of lists) put(body, measure, true);
    const bundle = encodedBundle(makeEvent({ type, body }), "R4");
    const missing = [...summaries, ...lists].filter(
      ({ field }) => observationsOf(bundle, field).length === 0,
    );
    expect(missing).toEqual([]);
    expect(bundleProblems(bundle, "R4")).toEqual([]);
    expect(r4Problems(bundle)).toEqual([]);
  },
);

const anything = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    -1,
    1e-9,
    1e300,
    "",
    " ",
    "2026-02-30T06:00:00Z",
    "2026-03-01T06:00:00",
    "\u0000x",
    "\ud800",
  ),
);
const bodies = [
  ...generatedWorkouts.slice(0, 1).map(([, event]) => ["activity", event.json()] as const),
  ...Object.entries(terraItems).map(([type, item]) => [type, JSON.stringify(item)] as const),
];

test.each(bodies)("with anything in any place, %s is a bundle without problems", (type, json) => {
  const paths = pathsOf(JSON.parse(json));
  fc.assert(
    fc.property(fc.constantFrom(...paths), anything, fc.constantFrom("R4", "R5"), (path, value, version) => {
      const body: unknown = JSON.parse(json);
      replace(body, path, value);
      const bundle = encodedBundle(makeEvent({ type, body }), version);
      expect(bundleProblems(bundle, version)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

function pathsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  const entries = Object.entries(value).slice(0, 4);
  return [
    ...(path.length > 0 ? [path] : []),
    ...entries.flatMap(([key, child]) => pathsOf(child, [...path, key])),
  ];
}

function replace(item: unknown, path: readonly string[], value: unknown): void {
  let at = item as Json;
  for (const key of path.slice(0, -1)) at = at[key] as Json;
  at[path.at(-1) ?? ""] = value;
}
