import { activityRow } from "@musette/core";
import * as fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { makeEvent } from "../event.fixture.ts";
import { makePelotonEvent } from "../generated-events.fixture.ts";
import { csvCell } from "./csv-cell.ts";
import { encodeSummaryCsv } from "./encode-summary-csv.ts";

const textOf = (events: Parameters<typeof encodeSummaryCsv>[0]) =>
  Buffer.from(encodeSummaryCsv(events).bytes).toString();
/** As a spreadsheet does, the apostrophe taken for the mark of a text. */
const tableOf = (text: string) =>
  Papa.parse<string[]>(text).data.map((cells) => cells.map((cell) => cell.replace(/^'/, "")));

test("a row an activity, under the names of terra_activities", () => {
  const events = [makePelotonEvent({ seed: 1 }), makeEvent({ type: "sleep" }), makePelotonEvent({ seed: 2 })];
  const [header, ...rows] = tableOf(textOf(events));
  const [first] = events;
  if (first === undefined) throw new Error("no event");
  expect(header).toEqual(Object.keys(activityRow(first)));
  expect(rows).toHaveLength(3);
  expect(rows[2]).toEqual([""]);
  const row = Object.fromEntries((header ?? []).map((name, index) => [name, rows[0]?.[index]]));
  const expected = activityRow(first);
  expect(row).toMatchObject({
    event_key: expected.event_key,
    start_time: expected.start_time,
    start_time_utc: expected.start_time_utc?.toISOString(),
    distance_meters: String(expected.distance_meters),
    type: "18",
    steps: "",
    revision: String(first.revision),
  });
});

test("lines end as RFC 4180 has it, and Excel is told the encoding", () => {
  const text = textOf([]);
  expect(text.startsWith("\uFEFFevent_key,user_id,")).toBe(true);
  expect(text.endsWith(",revision\r\n")).toBe(true);
  expect(text.split("\n")).toHaveLength(2);
  expect(encodeSummaryCsv([])).toMatchObject({
    extension: "csv",
    contentType: "text/csv; charset=utf-8; header=present",
  });
});

describe("a cell", () => {
  test.each([
    ["=1+1", "'=1+1"],
    ["+49 30 123", "'+49 30 123"],
    ["-5 min", "'-5 min"],
    ["@SUM(A1)", "'@SUM(A1)"],
    [" =1", "' =1"],
    ["\t=1", `"'\t=1"`],
    ["\uFF1D1", "'\uFF1D1"],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
    ["a;=1", '"a;=1"'],
    ["'quoted", "''quoted"],
    ["Ride = fun", "Ride = fun"],
    ["", '""'],
    [null, ""],
    [-2.5, "-2.5"],
    [12n, "12"],
    [new Date(0), "1970-01-01T00:00:00.000Z"],
  ])("of %s is %s", (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  test("of any text comes back, and is no formula", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const [[cell] = []] = Papa.parse<string[]>(`${csvCell(text)},x\r\n`, { delimiter: "," }).data;
        expect(cell).not.toMatch(/^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/);
        expect(cell?.replace(/^'/, "")).toBe(text);
      }),
    );
  });
});
