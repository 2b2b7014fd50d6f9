import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalize } from "../normalize.ts";
import { envelopeOf, normalizeFiles, refusalOf } from "./files.fixture.ts";
import { ifitCsv, ifitTcx, lapOf, tcxOf } from "./tcx-files.fixture.ts";

const context = { user: { userId: "rider-1", referenceId: null }, orderedAtMs: null };
const ride = tcxOf(lapOf(0, 60));
const history =
  "Workout Timestamp,Fitness Discipline\n2020-04-07 16:39 (PST),Cycling\n2020-04-08 16:39 (PST),Yoga\n";

describe("what a file is follows from its content", () => {
  test.each([
    ["a TCX file called .csv", "ride.csv", ride, 1],
    [
      "a TCX file with a prefix for its names",
      "ride.xml",
      ride
        .replace("<TrainingCenterDatabase ", "<t:TrainingCenterDatabase xmlns:t='u' ")
        .replace("</TrainingCenterDatabase", "</t:TrainingCenterDatabase"),
      1,
    ],
    ["a history called .txt, with a byte order mark", "history.txt", `\uFEFF${history}`, 2],
    [
      "a history in UTF-16, as spreadsheets save it",
      "history.csv",
      Buffer.from(`\uFEFF${history}`, "utf16le"),
      2,
    ],
    ["a history with Windows' line ends", "history.csv", history.replaceAll("\n", "\r\n"), 2],
  ])("%s", (_, name, content, count) => {
    const { events, problems } = normalizeFiles({ [name]: content });
    expect(problems).toEqual([]);
    expect(events).toHaveLength(count);
  });

  test.each([
    ["nothing", "", "The file is empty."],
    ["a zip file", "PK\u0003\u0004…", "This is a zip file."],
    ["a gzip file", Buffer.from([0x1f, 0x8b, 8, 0]), "This is a compressed file."],
    ["GPX", '<?xml version="1.0"?><gpx version="1.1"></gpx>', "This is GPX"],
    ["JSON", ' {"workout": {}}', "This is JSON. Send it to the source peloton, ifit or terra."],
    ["a page", "<!DOCTYPE html><html>", "This is a web page"],
    ["any CSV", "Date,Weight\n2020-01-01,80\n", "This is no workout file that is known here."],
  ])("%s is refused", (_, content, message) => {
    expect(refusalOf({ "some.file": content })).toContain(`ingest.malformed some.file byte 0: ${message}`);
  });

  test("a file that is not UTF-8 is refused with its line", () => {
    const latin1 = Buffer.from(`${history}2020-04-09 16:39 (PST),Caf\u00e9\n`, "latin1");
    expect(refusalOf({ "history.csv": latin1 })).toContain("history.csv line 4: This is not UTF-8.");
  });
});

test("two files that only share a name are taken one by one, and one that is refused harms nobody", () => {
  const good = normalizeFiles({ "a.csv": history, "a.tcx": ride });
  expect(good.events.map(({ item }) => item)).toEqual([0, 1, 2]);
  const { events, problems } = normalizeFiles({ "a.tcx": ride.slice(0, 200), "a.csv": history });
  expect(events.map(({ item }) => item)).toEqual([1, 2]);
  expect(problems.map(({ item, error }) => [item, error.code])).toEqual([[0, "ingest.malformed"]]);
});

test("iFit's CSV belongs to one workout, not to a file of several", () => {
  const tcx = ifitTcx([{ meters: 0, bpm: 0, rpm: 1 }]);
  const twice = tcx.replace(/<Activity .*<\/Activity>/, (activity) => activity + activity);
  expect(refusalOf({ "a.tcx": twice, "a.csv": ifitCsv(["00:00,0,0,0,0,0,0,0,0"]) })).toContain(
    "a.csv: The file belongs to one workout, but a.tcx holds 2.",
  );
});

describe("the envelope", () => {
  test.each([
    ["[]", [], " at its root"],
    ["no files", { files: [] }, " at /files"],
    ["three files", { files: [1, 2, 3] }, " at /files"],
    ["a file without a name", { files: [{ data: "" }] }, " at /files/0/name"],
    ["what is not base64", { files: [{ name: "a", data: "a b=" }] }, " at /files/0/data"],
    ["a zone that is none", { files: [{ name: "a", data: "" }], zone: "Mars/Olympus" }, " at /zone"],
  ])("is refused with its place where it is %s", (_, payload, place) => {
    expect(() => normalize("file", payload, context)).toThrow(place);
  });

  test("is nobody's without a user", () => {
    expect(() => normalize("file", envelopeOf({ "a.tcx": ride }), { ...context, user: null })).toThrow(
      /user_id/,
    );
  });

  test("may be any JSON, and any bytes may be in it", () => {
    const files = fc.uint8Array({ maxLength: 60 }).map((bytes) => envelopeOf({ "a.fit": bytes }));
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), files), (payload) => {
        expect(() => normalize("file", payload, context)).toThrow(/payload of files|a\.fit/);
      }),
    );
  });
});
