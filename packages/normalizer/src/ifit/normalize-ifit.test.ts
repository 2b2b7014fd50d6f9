import type { Activity } from "@musette/core";
import { describe, expect, test } from "vitest";
import { bikeLog, context, webLog } from "./log.fixture.ts";
import { normalizeIfit } from "./normalize-ifit.ts";

function only(payload: unknown) {
  const { events, problems } = normalizeIfit(payload, context);
  const [event] = events;
  if (event === undefined) throw new Error(String(problems[0]?.error));
  return event;
}

function problemsOf(payload: unknown) {
  return normalizeIfit(payload, context).problems.map(({ item, error }) => ({
    item,
    code: error.code,
    pointer: error.pointer,
  }));
}

describe("what is taken", () => {
  test("a detail body becomes one activity of the user, keyed by its id", () => {
    const event = only(bikeLog);
    expect(event).toMatchObject({
      key: "activity:rider-1:IFIT:aa0000000000000000000001",
      type: "activity",
      user: { user_id: "rider-1", provider: "IFIT", reference_id: "ref-1" },
      startTime: "2023-03-05T06:44:21.316000+00:00",
      endTime: "2023-03-05T06:47:35.316000+00:00",
      item: 0,
    });
  });

  test("a list row without stats becomes an activity without samples", () => {
    const { stats: _, ...row } = bikeLog;
    const body = only(row).body() as Activity;
    expect(body.distance_data?.summary?.distance_meters).toBe(1312.4);
    expect(body.power_data?.power_samples).toEqual([]);
  });

  test("the web form is read in camelCase", () => {
    const body = only(webLog).body() as Activity;
    expect(body.metadata).toMatchObject({
      summary_id: "aa0000000000000000000002",
      name: "Harbor Loop",
      type: 58,
    });
    expect(body.heart_rate_data?.summary).toMatchObject({ avg_hr_bpm: 128.25, max_hr_bpm: 151 });
  });

  test.each([
    ["wrapped with its log", { workout: { title: "Harbor Loop" }, log: bikeLog }],
    ["inside the log", { ...bikeLog, workout: { title: "Harbor Loop" } }],
    ["as the log's own title", { ...bikeLog, title: "Harbor Loop" }],
  ])("the title of the workout may come %s", (_, payload) => {
    expect((only(payload).body() as Activity).metadata.name).toBe("Harbor Loop");
  });

  test("an array may mix the forms, and keeps the good among the bad", () => {
    const { events, problems } = normalizeIfit([bikeLog, { start: 1 }, webLog, "log"], context);
    expect(events.map((event) => event.item)).toEqual([0, 2]);
    expect(problems.map((problem) => problem.item)).toEqual([1, 3]);
  });
});

describe("what is refused", () => {
  test.each([null, "log", 7, true])("%j as a whole is malformed", (payload) => {
    expect(() => normalizeIfit(payload, context)).toThrow(
      expect.objectContaining({ code: "ingest.malformed", pointer: "" }),
    );
  });

  test("a payload of nobody is unidentified", () => {
    expect(() => normalizeIfit(bikeLog, { ...context, user: null })).toThrow(
      expect.objectContaining({ code: "ingest.unidentified" }),
    );
  });

  test.each([
    ["no id", { ...bikeLog, id: "" }, "/id"],
    ["no start", { ...bikeLog, start: undefined }, "/start"],
    ["a start that is no time", { ...bikeLog, start: "soon" }, "/start"],
    ["no start in the web form", [webLog, { log: { ...webLog.log, start: null } }], "/1/log/start"],
  ])("a log with %s is unidentified", (_, payload, pointer) => {
    expect(problemsOf(payload)).toMatchObject([{ code: "ingest.unidentified", pointer }]);
  });

  test.each([
    ["stats that are a list", { ...bikeLog, stats: [] }, "/stats"],
    ["a stat that is an object", { ...bikeLog, stats: { watts: {} } }, "/stats/watts"],
    ["a point that is a number", { ...bikeLog, stats: { bpm: [120] } }, "/stats/bpm/0"],
    ["a point without an offset", { ...bikeLog, stats: { bpm: [{ value: 1 }] } }, "/stats/bpm/0/offset"],
    ["a negative offset", { ...bikeLog, stats: { bpm: [{ value: 1, offset: -1 }] } }, "/stats/bpm/0/offset"],
    [
      "a value that is text",
      { ...bikeLog, stats: { bpm: [{ value: "1", offset: 0 }] } },
      "/stats/bpm/0/value",
    ],
    ["a summary that is text", [{ ...bikeLog, summary: "1 km" }], "/0/summary"],
    ["splits that are text", { ...bikeLog, summary: { splits: "km" } }, "/summary/splits"],
    ["a split that is text", { ...bikeLog, summary: { splits: { km: [1, "2"] } } }, "/summary/splits/km/1"],
  ])("an identified log with %s is unrecognised, with its place", (_, payload, pointer) => {
    expect(problemsOf(payload)).toMatchObject([{ code: "ingest.unrecognised", pointer }]);
  });

  test("a stat that is not read may have any shape", () => {
    expect(problemsOf({ ...bikeLog, stats: { ...bikeLog.stats, x_score: "new" } })).toEqual([]);
  });
});

describe("identity", () => {
  test("the same content has the same id, whatever else the payload carries", () => {
    const again = only({
      ...structuredClone(bikeLog),
      wolf_generated_id: "5",
      stats: { ...bikeLog.stats, x_score: [] },
    });
    expect(again.id).toBe(only(bikeLog).id);
  });

  test("a copy whose steps were filled hours later is a newer revision under the same key", () => {
    const early = only({
      ...webLog,
      log: { ...webLog.log, summary: { ...webLog.log.summary, totalSteps: 0 } },
    });
    const late = only(webLog);
    expect(late.key).toBe(early.key);
    expect(late.id).not.toBe(early.id);
  });

  test("one changed point makes another id", () => {
    const watts = [...bikeLog.stats.watts, { value: 5, offset: 200_000 }];
    expect(only({ ...bikeLog, stats: { ...bikeLog.stats, watts } }).id).not.toBe(only(bikeLog).id);
  });

  test("the body is made once", () => {
    const event = only(bikeLog);
    expect(event.body()).toBe(event.body());
  });
});
