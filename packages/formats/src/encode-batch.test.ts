import { expect, test } from "vitest";
import { encodeBatch } from "./encode-batch.ts";
import { makeEvent } from "./event.fixture.ts";

const power_data = { power_samples: [{ timestamp: "2026-03-01T18:00:01.000000+01:00", watts: 200 }] };
const events = [makeEvent({ body: { power_data } }), makeEvent({ type: "sleep" })];

test.each([
  ["ndjson", ["batches.ndjson"]],
  ["ndjson+gzip", ["batches.ndjson.gz"]],
  ["ndjson+zstd", ["batches.ndjson.zst"]],
  ["parquet", ["activities.parquet", "activity_samples.parquet", "batches.ndjson"]],
] as const)("%s puts a batch into %j", async (format, names) => {
  const objects = await encodeBatch(format, events);
  expect(objects.map(({ name, extension }) => `${name}.${extension}`)).toEqual(names);
});
