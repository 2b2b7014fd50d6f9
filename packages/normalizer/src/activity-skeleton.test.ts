import { expect, test } from "vitest";
import { emptyActivity } from "./activity-skeleton.ts";

const required = {
  start_time: "2022-10-28T10:00:00.000000+01:00",
  end_time: "2022-10-28T11:00:00.000000+01:00",
  summary_id: "w1",
  type: 0,
  upload_type: 1,
} as const;

/** Every leaf, with lists counted as leaves. */
function leavesOf(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [value];
  return Object.values(value).flatMap(leavesOf);
}

test("an empty activity says what it was given and nothing else: all blocks, nulls and empty lists", () => {
  const { metadata, ...blocks } = emptyActivity(required);
  expect(metadata).toMatchObject(required);
  expect(Object.keys(blocks)).toHaveLength(19);
  for (const leaf of leavesOf(blocks)) expect([null, []]).toContainEqual(leaf);
});

test("two empty activities share nothing", () => {
  const one = emptyActivity(required);
  const other = emptyActivity(required);
  expect(one).toEqual(other);
  expect(one.power_data.power_samples).not.toBe(other.power_data.power_samples);
});
