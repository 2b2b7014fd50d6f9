import { generatePelotonWorkout } from "@musette/testing";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalize } from "../../normalize.ts";
import { normalizeFiles, refusalOf } from "../files.fixture.ts";
import { classRow, type HistoryCells, historyOf } from "../history.fixture.ts";

const eventsOf = (rows: readonly HistoryCells[]) => normalizeFiles({ "history.csv": historyOf(rows) }).events;
const context = { user: { userId: "rider-1", referenceId: "ref-1" }, orderedAtMs: null };

describe("identity", () => {
  test("another export of the same workout is the same item, and the same content is the same event", () => {
    const [first] = eventsOf([classRow]);
    const later = {
      ...classRow,
      "Workout Timestamp": "2020-04-07 16:39 (PDT)",
      "Class Timestamp": "2020-03-18 07:21 (PDT)",
      Type: "Music",
    };
    expect(eventsOf([later])[0]).toEqual({ ...first, body: expect.any(Function) });
    const [corrected] = eventsOf([{ ...classRow, "Total Output": "144" }]);
    expect(corrected?.key).toBe(first?.key);
    expect(corrected?.id).not.toBe(first?.id);
  });

  test("the API's workout of the same minute has the same alias, and a higher rank", () => {
    const startTimeSeconds = Date.UTC(2020, 3, 7, 23, 40, 12) / 1000;
    // The generator's workouts are created a minute before they start.
    const [workout] = normalize(
      "peloton",
      generatePelotonWorkout({ seed: 1, startTimeSeconds }),
      context,
    ).events;
    const [row] = eventsOf([classRow]);
    expect(row?.alias?.key).toBe(workout?.alias?.key);
    expect([row?.alias?.rank, workout?.alias?.rank]).toEqual(["summary", "full"]);
    expect(row?.key).not.toBe(workout?.key);
  });

  test("what Peloton got from somebody else has no alias", () => {
    const { workout } = generatePelotonWorkout({ seed: 1 });
    const imported = { ...workout, device_type: "apple_health" };
    expect(normalize("peloton", workout, context).events[0]).toHaveProperty("alias");
    expect(normalize("peloton", imported, context).events[0]).not.toHaveProperty("alias");
  });

  test("two workouts of one minute are two, and neither is matched; equal rows are one", () => {
    const aborted = { ...classRow, Title: "5 min Warm Up", "Length (minutes)": "5" };
    const [first, second, again] = eventsOf([aborted, classRow, classRow]);
    expect(second?.key).toBe(`${first?.key}-2`);
    expect(again?.id).toBe(second?.id);
    expect([first, second, again].some((event) => event !== undefined && "alias" in event)).toBe(false);
  });
});

describe("a row that cannot be read is a problem with its line, and the others are kept", () => {
  test.each([
    [
      "an empty start",
      { "Workout Timestamp": "" },
      "ingest.unidentified",
      '"Workout Timestamp" is not like 2020-04-07 16:39 (PST).',
    ],
    [
      "a day that is none",
      { "Workout Timestamp": "2020-02-30 10:00 (PST)" },
      "ingest.unidentified",
      '"Workout Timestamp" is not like',
    ],
    [
      "a time that is none",
      { "Workout Timestamp": "2020-02-03 25:00 (PST)" },
      "ingest.unidentified",
      '"Workout Timestamp" is not like',
    ],
    ["no discipline", { "Fitness Discipline": " " }, "ingest.unidentified", '"Fitness Discipline" is empty.'],
    ["a word for a number", { "Avg. Watts": "many" }, "ingest.unrecognised", '"Avg. Watts" is not a number.'],
    [
      "a decimal comma",
      { "Distance (mi)": "5,63" },
      "ingest.unrecognised",
      '"Distance (mi)" is not a number.',
    ],
  ])("%s", (_, cells, code, message) => {
    // The title before it goes over two lines.
    const rows = [
      { ...classRow, Title: "20 min\nRide" },
      { ...classRow, ...cells },
      { ...classRow, "Workout Timestamp": "2021-01-01 10:00 (PST)" },
    ];
    const { events, problems } = normalizeFiles({ "history.csv": historyOf(rows) });
    expect(events.map(({ item }) => item)).toEqual([0, 2]);
    expect(problems).toMatchObject([{ item: 1, error: { code, context: { file: "history.csv", line: 4 } } }]);
    expect(problems[0]?.error.message).toContain(`history.csv line 4: ${message}`);
  });

  test("a row that is cut off, and a quotation mark that is not closed", () => {
    const text = historyOf([classRow, classRow]).slice(0, -60);
    expect(normalizeFiles({ "h.csv": text }).problems[0]?.error.message).toMatch(
      /^h\.csv line 3: This row has \d+ cells, the first has 18\.$/,
    );
    const open = historyOf([classRow, classRow]).replace(/20 min Beginner Ride(?=[^]*PST)/, '"20 min');
    const { events, problems } = normalizeFiles({ "h.csv": open });
    expect(events).toEqual([]);
    expect(problems.map(({ error }) => error.message)).toEqual([
      "h.csv line 2: A quotation mark in this row is not closed, or not doubled.",
    ]);
  });
});

describe("the header", () => {
  test.each([
    [
      "has no discipline",
      (name: string) => name.replace("Fitness Discipline", "Sport"),
      'There is no column "Fitness Discipline".',
    ],
    [
      "has a unit that is not known",
      (name: string) => name.replace("(mph)", "(knots)"),
      'The unit of the column "Avg. Speed (knots)" is not known; known are mph, kph.',
    ],
    ["has a column twice", (name: string) => name.replace("Type", "Title"), 'There are two columns "Title".'],
  ])("that %s is refused", (_, heading, message) => {
    expect(refusalOf({ "h.csv": historyOf([classRow], heading) })).toBe(
      `ingest.malformed h.csv line 1: ${message} Export the workout history again.`,
    );
  });

  test("may have columns that are not known, and fewer, separated by semicolons", () => {
    const { events, problems } = normalizeFiles({
      "h.csv":
        "Strive Score;Workout Timestamp;Fitness Discipline;Title\n12;2020-04-07 16:39 (PST);Cycling;Ride, fast\n",
    });
    expect(problems).toEqual([]);
    expect(events[0]?.body()).toMatchObject({
      metadata: { name: "Ride, fast" },
      power_data: { avg_watts: null },
    });
  });
});

test("any text in any cell becomes an event or a problem, the same each time", () => {
  const cells = fc.record(
    Object.fromEntries(
      Object.keys(classRow).map((name) => [
        name,
        fc.oneof(
          fc.constant(classRow[name as keyof HistoryCells] ?? ""),
          // A file with U+FFFD was damaged before it came, and is refused as a whole.
          fc.string({ unit: "grapheme", maxLength: 8 }).filter((text) => !text.includes("\uFFFD")),
        ),
      ]),
    ),
  );
  fc.assert(
    fc.property(fc.array(cells, { minLength: 1, maxLength: 5 }), (rows) => {
      const text = historyOf(rows);
      const [one, other] = [normalizeFiles({ "h.csv": text }), normalizeFiles({ "h.csv": text })];
      expect(one.events.map(({ id }) => id)).toEqual(other.events.map(({ id }) => id));
      expect(one.events.every((event) => typeof event.body() === "object")).toBe(true);
      const items = [...one.events, ...one.problems].map(({ item }) => item);
      expect(new Set(items).size).toBe(items.length);
    }),
  );
});
