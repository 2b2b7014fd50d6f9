import { describe, expect, test } from "vitest";
import { activityEvent } from "./activity-event.fixture.ts";
import { brokenRules } from "./broken-rules.fixture.ts";
import { encodeFit } from "./encode-fit.ts";
import { generatedEvents } from "./generated-events.fixture.ts";
import { fields, messages } from "./messages.ts";
import { parseFit } from "./parse-fit.fixture.ts";
import { createFitWriter } from "./wire/fit-writer.ts";

const at = (second: number) =>
  `2026-03-01T18:${String(Math.floor(second / 60)).padStart(2, "0")}:${String(second % 60).padStart(2, "0")}.000000+01:00`;
const watts = (second: number) => ({ timestamp: at(second), timer_duration_seconds: second, watts: 150 });

describe("the rules for activity files hold for", () => {
  test.each(generatedEvents)("%s", async (_title, event) => {
    expect(brokenRules(await parseFit(encodeFit(event).bytes))).toEqual([]);
  });

  test.each([
    ["an activity without samples", {}],
    [
      "samples before the start and after the end",
      { power_data: { power_samples: [watts(0), watts(1900)] } },
    ],
    ["an end before the start", { metadata: { end_time: "2026-03-01T17:00:00.000000+01:00" } }],
    ["no end", { metadata: { end_time: null }, active_durations_data: { activity_seconds: 1234.5 } }],
    ["laps that overlap", { lap_data: { laps: [lap(0, 900), lap(800, 1800)] } }],
    ["laps that leave gaps", { lap_data: { laps: [lap(60, 300), lap(301, 600), lap(900, 1200)] } }],
    ["laps that go on after the end", { lap_data: { laps: [lap(0, 900), lap(900, 3000)] } }],
    ["a timer that is longer than the session", { active_durations_data: { activity_seconds: 5000 } }],
    [
      "stopped time that is nowhere placed",
      {
        active_durations_data: { activity_seconds: 1000 },
        lap_data: { laps: [lap(0, 900), lap(900, 1800)] },
      },
    ],
    ["a session of no length", { metadata: { end_time: "2026-03-01T18:00:00.000000+01:00" } }],
    ["local time without an offset", { metadata: { start_time: "2026-03-01T18:00:00" } }],
    [
      "milliseconds",
      {
        metadata: { start_time: "2026-03-01T18:00:00.504+01:00", end_time: "2026-03-01T18:29:59.496+01:00" },
        lap_data: { laps: [lap(1, 299), lap(299, 1799)] },
      },
    ],
  ])("%s", async (_title, blocks) => {
    expect(brokenRules(await parseFit(encodeFit(activityEvent(blocks)).bytes))).toEqual([]);
  });
});

function lap(from: number, to: number) {
  return { start_time: at(from), end_time: at(to), distance_meters: 100 };
}

test("the check of the rules finds what is wrong with a file", async () => {
  const { session, record, deviceInfo, activity } = fields;
  const writer = createFitWriter();
  writer.write(messages.deviceInfo, [[deviceInfo.deviceIndex, 1]]);
  for (const second of [2_000_000_100, 2_000_000_099, 2_000_009_999]) {
    writer.write(messages.record, [[record.timestamp, second]]);
  }
  writer.write(messages.session, [
    [session.messageIndex, 1],
    [session.startTime, 2_000_000_000],
    [session.totalElapsedTime, 200],
    [session.totalTimerTime, 300],
    [session.lapCount, 2],
  ]);
  writer.write(messages.activity, [[activity.timestamp, 2_000_000_200]]);
  const broken = brokenRules(await parseFit(writer.finish())).map((rule) => Number.parseInt(rule, 10));
  expect(broken).toEqual([
    1, 2, 3, 4, 5, 8, 9, 10, 12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 26, 27, 28, 29, 30,
  ]);
});

test("the check of the rules finds what is missing, and laps and sessions that do not fit together", async () => {
  const { session, lap, activity } = fields;
  const broken = async (writer: ReturnType<typeof createFitWriter>) =>
    brokenRules(await parseFit(writer.finish())).map((rule) => Number.parseInt(rule, 10));

  expect(await broken(createFitWriter())).toEqual(expect.arrayContaining([6, 7, 11]));
  const untimed = createFitWriter();
  untimed.write(messages.activity, [[activity.sessionCount, 1]]);
  expect(await broken(untimed)).toContain(7);
  expect(await broken(untimed)).not.toContain(6);

  const apart = createFitWriter();
  // 100 s lie between the sessions; the second lap lies there too, under the index of the first.
  for (const [index, start] of [2_000_000_000, 2_000_000_200].entries()) {
    apart.write(messages.session, [
      [session.messageIndex, index],
      [session.timestamp, start + 100],
      [session.startTime, start],
      [session.totalElapsedTime, 100],
    ]);
  }
  for (const start of [2_000_000_000, 2_000_000_110]) {
    apart.write(messages.lap, [
      [lap.messageIndex, 0],
      [lap.timestamp, start + 50],
      [lap.startTime, start],
      [lap.totalElapsedTime, 50],
    ]);
  }
  expect(await broken(apart)).toEqual(expect.arrayContaining([20, 23, 24, 25]));
  expect(await broken(apart)).not.toContain(21);
});
