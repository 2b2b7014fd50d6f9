import { valueAt, type LapSample } from "@musette/core";
import { afterAll, describe, expect, test } from "vitest";
import { measureActivity, type Measured, type SecondValues } from "./measured.fixture.ts";
import { formats } from "./read-formats.fixture.ts";
import { resolutions } from "./resolutions.fixture.ts";
import type { RawFacts } from "./raw/raw-facts.fixture.ts";
import { readSamples } from "./samples.fixture.ts";

/** `MUSETTE_SAMPLES` names a folder of payloads and files; without it made-up ones are used. */
const samples = readSamples(process.env["MUSETTE_SAMPLES"]).filter(({ event }) => event.type === "activity");
/** The largest difference by field, then format. */
const largest = new Map<string, Map<string, number>>();

/** Of what a format carries exactly, the last digit of a decimal. */
const exact = (value: number) => Math.abs(value) * 1e-12;

function note(field: string, format: string, difference: number): void {
  const row = largest.get(field) ?? new Map<string, number>();
  largest.set(field, row.set(format, Math.max(row.get(format) ?? 0, difference)));
}

/** What is not within the format's resolution, in words. */
function compare(format: string, field: string, given: number, found: number | undefined): readonly string[] {
  const steps = resolutions[format];
  const step = steps === undefined ? 0 : steps[field];
  // Not carried.
  if (step === undefined) return [];
  if (found === undefined) return [`${field} is missing, ${given} was given`];
  const difference = Math.abs(found - given);
  note(field, format, difference);
  return difference <= step + exact(given) + 1e-9 ? [] : [`${field} is ${found}, ${given} was given`];
}

function compareSeries(
  format: string,
  field: string,
  given: SecondValues,
  found: SecondValues | undefined,
  isWhole: boolean,
): readonly string[] {
  if (format === "csv" || (resolutions[format] !== undefined && resolutions[format][field] === undefined)) {
    return [];
  }
  const wrong = [...given].flatMap(([second, value]) =>
    // A heart rate of 0 is none in FIT and TCX.
    field === "hr_bpm" && value < 0.5 && ["fit", "tcx"].includes(format)
      ? []
      : compare(format, field, value, found?.get(second)).map((problem) => `at ${second}: ${problem}`),
  );
  const invented = isWhole ? [...(found?.keys() ?? [])].filter((second) => !given.has(second)) : [];
  return [...wrong, ...invented.map((second) => `at ${second}: ${field} was not given`)].slice(0, 3);
}

/**
 * TCX states distances by lap alone, and of a lap without one 0 m: the total is there where
 * the laps add up to it, and 0 m is none.
 */
function totalsIn(format: string, totals: Measured["totals"], activity: unknown): Measured["totals"] {
  const meters = totals.get("distance_meters");
  if (format !== "tcx" || meters === undefined) return totals;
  const laps = (valueAt(activity, "lap_data", "laps") ?? []) as readonly LapSample[];
  const sum = laps.reduce((before, lap) => before + (lap.distance_meters ?? Number.NaN), 0);
  const isStated = meters !== 0 && (laps.length === 0 || Math.abs(sum - meters) < 1e-6);
  if (isStated) return totals;
  return new Map([...totals].filter(([name]) => name !== "distance_meters"));
}

function problems(format: string, given: RawFacts, found: Measured, activity: unknown): readonly string[] {
  return [
    ...[...totalsIn(format, given.totals, activity)].flatMap(([field, value]) =>
      compare(format, field, value, found.totals.get(field)),
    ),
    ...[...given.series].flatMap(([field, values]) =>
      compareSeries(format, field, values, found.series.get(field), given.isWhole),
    ),
  ];
}

test("there are samples", () => expect(samples.length).toBeGreaterThan(10));

describe.each(samples)("$name", ({ event, raw }) => {
  const activity = event.item();

  test("is in the model as the payload says it", () => {
    expect(problems("model", raw, measureActivity(event), activity)).toEqual([]);
  });

  test.each(Object.entries(formats))(
    "is in %s as the payload and the model say it",
    async (format, writeAndRead) => {
      const found = await writeAndRead(event);
      expect(problems(format, raw, found, activity)).toEqual([]);
      // What the model has beyond the payload, as the averages of samples, is held to the model.
      const model = { ...measureActivity(event), isWhole: true };
      expect(problems(format, model, found, activity)).toEqual([]);
    },
  );
});

afterAll(() => {
  const columns = ["model", ...Object.keys(formats)];
  const lines = [...largest]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([field, row]) => {
      const cells = columns.map((format) => {
        const difference = row.get(format);
        return (difference === undefined ? "-" : difference === 0 ? "0" : difference.toPrecision(2)).padStart(
          9,
        );
      });
      return `${field.padEnd(36)}${cells.join("")}`;
    });
  const head = `${"largest difference".padEnd(36)}${columns.map((name) => name.padStart(9)).join("")}`;
  process.stdout.write(`${[`${samples.length} activities`, head, ...lines].join("\n")}\n`);
});
