import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Activity } from "@musette/core";
import { DuckDBInstance } from "@duckdb/node-api";
import type { DuckDBConnection } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeIfitEvent, makePelotonEvent } from "../generated-events.fixture.ts";
import { activityColumns } from "./activity-columns.ts";
import { encodeParquet } from "./encode-parquet.ts";
import { sampleColumns } from "./sample-columns.ts";

const events = [
  makePelotonEvent({ seed: 1, discipline: "cycling", durationSeconds: 600 }),
  makePelotonEvent({ seed: 2, discipline: "running", isOutdoor: true, durationSeconds: 900 }),
  makePelotonEvent({ seed: 3, discipline: "caesar", durationSeconds: 300, hasGaps: true }),
  makePelotonEvent({ seed: 4, discipline: "strength", durationSeconds: 300 }),
  makeIfitEvent({ seed: 5, kind: "treadmill" }),
  makeIfitEvent({ seed: 6, kind: "rower" }),
];
const activities = events.map((event) => event.item() as Activity);
const sqlTypes = {
  text: "VARCHAR",
  int64: "BIGINT",
  double: "DOUBLE",
  timestamp: "TIMESTAMP WITH TIME ZONE",
};

let folder: string;
let connection: DuckDBConnection;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "musette-parquet-"));
  for (const { name, bytes } of await encodeParquet(events)) {
    writeFileSync(path.join(folder, `${name}.parquet`), bytes);
  }
  connection = await (await DuckDBInstance.create(":memory:")).connect();
});

afterAll(() => {
  connection.closeSync();
  rmSync(folder, { recursive: true });
});

async function query(sql: string): Promise<readonly (readonly unknown[])[]> {
  const result = await connection.runAndReadAll(
    sql.replaceAll(/\b(activities|activity_samples)\b/g, (name) => `'${folder}/${name}.parquet'`),
  );
  return result.getRowsJS();
}

test.each([
  ["activities", activityColumns],
  ["activity_samples", sampleColumns],
] as const)("%s has the columns with their types", async (table, columns) => {
  const described = await query(`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${table})`);
  expect(described).toEqual(columns.map(({ name, type }) => [name, sqlTypes[type]]));
});

test("each activity has its figures", async () => {
  const rows = await query("SELECT event_key, name, avg_watts, total_burned_calories FROM activities");
  expect(rows).toEqual(
    events.map(({ key }, index) => [
      key,
      activities[index]?.metadata.name ?? null,
      activities[index]?.power_data?.avg_watts ?? null,
      activities[index]?.calories_data?.total_burned_calories ?? null,
    ]),
  );
});

test.each([
  ["watts", (activity: Activity) => activity.power_data?.power_samples?.map(({ watts }) => watts)],
  ["hr_bpm", (activity: Activity) => activity.heart_rate_data?.detailed?.hr_samples?.map(({ bpm }) => bpm)],
  [
    "distance_meters",
    (activity: Activity) =>
      activity.distance_data?.detailed?.distance_samples?.map(({ distance_meters }) => distance_meters),
  ],
  [
    "latitude_degrees",
    (activity: Activity) =>
      activity.position_data?.position_samples?.map(({ coords_lat_lng_deg }) => coords_lat_lng_deg?.[0]),
  ],
  [
    "incline_percentage",
    (activity: Activity) =>
      activity.musette_data?.incline_data?.incline_samples.map(
        ({ incline_percentage }) => incline_percentage,
      ),
  ],
  [
    "stroke_rate_strokes_per_minute",
    (activity: Activity) =>
      activity.musette_data?.stroke_data?.stroke_rate_samples.map(
        ({ stroke_rate_strokes_per_minute }) => stroke_rate_strokes_per_minute,
      ),
  ],
])("counts, extremes and the exact sum of %s are the payloads'", async (column, samplesOf) => {
  const values = activities
    .flatMap((activity) => samplesOf(activity) ?? [])
    .filter((value) => typeof value === "number");
  expect(values.length).toBeGreaterThan(10);
  // A decimal sum does not depend on the order, as a sum of doubles does.
  const decimal = (value: number) => BigInt(Math.round(value * 1_000_000));
  const sum = `CAST(sum(CAST(round(${column} * 1000000) AS HUGEINT)) AS VARCHAR)`;
  const [row] = await query(
    `SELECT count(${column}), min(${column}), max(${column}), ${sum} FROM activity_samples`,
  );
  expect(row).toEqual([
    BigInt(values.length),
    values.reduce((least, value) => Math.min(least, value)),
    values.reduce((greatest, value) => Math.max(greatest, value)),
    String(values.map(decimal).reduce((total, value) => total + value)),
  ]);
});

test("the tables join, and the first and last instant are the samples' own", async () => {
  const rows = await query(`
    SELECT a.event_id, CAST(epoch_us(min(s.timestamp_utc)) AS DOUBLE) FROM activities a JOIN activity_samples s USING (event_id)
    WHERE s.watts IS NOT NULL GROUP BY ALL ORDER BY ALL`);
  const expected = events.flatMap(({ id }, index) => {
    const [first] =
      activities[index]?.power_data?.power_samples?.filter(({ watts }) => typeof watts === "number") ?? [];
    return typeof first?.timestamp !== "string" ? [] : [[id, Date.parse(first.timestamp) * 1_000]];
  });
  expect(rows).toEqual(expected.sort(([a = ""], [b = ""]) => (a < b ? -1 : 1)));
});
