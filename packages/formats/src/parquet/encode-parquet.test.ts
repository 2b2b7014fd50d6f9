import { expect, test } from "vitest";
import { makeEvent } from "../event.fixture.ts";
import { encodeParquet } from "./encode-parquet.ts";
import { readParquet } from "./read-parquet.fixture.ts";

const start = "2026-03-01T18:00:00.000000+01:00";

const body = {
  metadata: { summary_id: "ride-1", name: "Größe", type: 18, start_time: start },
  distance_data: { summary: { steps: 12 } },
  power_data: {
    avg_watts: 200.5,
    power_samples: [{ timestamp: "2026-03-01T18:00:01.250500+01:00", watts: 201 }],
  },
  heart_rate_data: { detailed: { hrv_samples_rmssd: [{ timestamp: start, hrv_rmssd: 40 }] } },
};
const ride = makeEvent({ id: "ride", body });

test("the row of an activity has exact types, and null where nothing is stated", async () => {
  const [activities] = await encodeParquet([ride]);
  expect(await readParquet(activities?.bytes)).toMatchObject([
    {
      event_id: "ride",
      name: "Größe",
      type: 18n,
      steps: 12n,
      avg_watts: 200.5,
      max_watts: null,
      start_time: start,
      start_time_utc: BigInt(Date.UTC(2026, 2, 1, 17)) * 1_000n,
      revision: 1_760_000_000_000n,
    },
  ]);
});

test("the payload keeps all but the samples of the other table", async () => {
  const [activities] = await encodeParquet([ride]);
  const [row] = await readParquet(activities?.bytes);
  expect(JSON.parse(String(row?.["payload"]))).toEqual({
    ...body,
    power_data: { avg_watts: 200.5, power_samples: [] },
  });
});

test("a sample keeps its microseconds", async () => {
  const [, samples] = await encodeParquet([ride]);
  expect(await readParquet(samples?.bytes)).toMatchObject([
    {
      event_id: "ride",
      timestamp_utc: BigInt(Date.UTC(2026, 2, 1, 17, 0, 1)) * 1_000n + 250_500n,
      watts: 201,
    },
  ]);
});

test("other events, and pointers to activities, go into batches", async () => {
  const pointer = makeEvent({
    body: { metadata: {}, claim_check: {} },
    claimCheck: {
      destination: "lake",
      url: "s3://lake/ride.json",
      id: "ride",
      key: "activity:user-1:PELOTON:ride-1",
      revision: 1,
      bytes: 9_000_000,
      content_type: "application/json",
    },
  });
  const [batches, ...others] = await encodeParquet([makeEvent({ type: "sleep" }), pointer]);
  expect(others).toEqual([]);
  expect(batches).toMatchObject({ name: "batches", extension: "ndjson" });
  const lines = Buffer.from(batches?.bytes ?? [])
    .toString("utf8")
    .trimEnd()
    .split("\n");
  expect(lines.map((line) => Object.keys(JSON.parse(line) as object))).toEqual([
    ["type", "user", "data", "version"],
    ["type", "user", "metadata", "claim_check", "version"],
  ]);
});

test("activities without samples have no table of samples", async () => {
  const objects = await encodeParquet([makeEvent()]);
  expect(objects.map(({ name, contentType }) => [name, contentType])).toEqual([
    ["activities", "application/vnd.apache.parquet"],
  ]);
});

test("the same events give the same bytes, and are not changed", async () => {
  const before = structuredClone(body);
  const first = await encodeParquet([ride, makeEvent()]);
  const second = await encodeParquet([ride, makeEvent()]);
  expect(second).toEqual(first);
  expect(body).toEqual(before);
});
