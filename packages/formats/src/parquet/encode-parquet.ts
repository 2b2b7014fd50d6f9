import type { BatchObject } from "@musette/core";
import type { FormatEvent } from "../format-event.ts";
import { encodeNdjson } from "../ndjson/encode-ndjson.ts";
import { encodeActivities } from "./encode-activities.ts";
import { encodeSamples } from "./encode-samples.ts";

/**
 * Activities as two tables, `activities` and `activity_samples`, which join on `event_id`; of several
 * revisions of an activity the one with the greatest `revision` is the newest. All other events, and the
 * pointers to activities that were too large, go into `batches`, as NDJSON. What would be empty is left
 * out. The same events in the same order give the same bytes.
 */
export async function encodeParquet(events: readonly FormatEvent[]): Promise<readonly BatchObject[]> {
  const { activities = [], others = [] } = Object.groupBy(events, (event) =>
    event.type === "activity" && event.claimCheck === undefined ? "activities" : "others",
  );
  const objects: BatchObject[] = [];
  if (activities.length > 0) {
    objects.push(parquetObject("activities", encodeActivities(activities)));
    const samples = await encodeSamples(activities);
    if (samples !== undefined) objects.push(parquetObject("activity_samples", samples));
  }
  if (others.length > 0) objects.push({ name: "batches", ...(await encodeNdjson(others, "none")) });
  return objects;
}

function parquetObject(name: string, bytes: Uint8Array): BatchObject {
  return { name, bytes, contentType: "application/vnd.apache.parquet", extension: "parquet" };
}
