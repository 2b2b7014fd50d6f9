import type { Activity } from "@musette/core";
import { generateIfitLog, generateIfitWebLog } from "@musette/testing";
import { expect, test } from "vitest";
import { activityOf } from "./log.fixture.ts";

const seeds = [1, 2, 3, 4, 5, 6];

test.each([
  ["bike", 18],
  ["treadmill", 58],
  ["rower", 54],
  ["elliptical", 25],
  ["strength", 80],
] as const)("generated workouts of kind %s normalize to type %i in both forms", (kind, type) => {
  for (const seed of seeds) {
    const log = generateIfitLog({ seed, kind });
    const body: Activity = activityOf(log);
    const bpm = body.heart_rate_data?.detailed?.hr_samples?.map((sample) => sample.bpm) ?? [];
    expect(body.metadata).toMatchObject({ type, summary_id: log.id });
    expect(body.distance_data?.summary?.distance_meters).toBe(log.summary["total_meters"]);
    expect(body.power_data?.power_samples).toHaveLength(log.stats["watts"]?.length ?? -1);
    expect(bpm).not.toContain(0);

    const web = activityOf(generateIfitWebLog({ seed, kind }));
    expect(web.metadata).toMatchObject({ type, summary_id: log.id, start_time: body.metadata.start_time });
    expect(web.lap_data?.laps).toHaveLength(Math.floor((log.summary["total_meters"] ?? 0) / 1000));
  }
});
