import type { Activity } from "@musette/core";
import type { FormatEvent } from "../format-event.ts";

/** Half an hour in Berlin, of which nothing else is known. */
const start = "2026-03-01T18:00:00.000000+01:00";
const end = "2026-03-01T18:30:00.000000+01:00";

/** An event of an activity that says what a test needs. */
export function activityEvent(
  { metadata, ...blocks }: Partial<Omit<Activity, "metadata">> & { readonly metadata?: object } = {},
  provider = "PELOTON",
): FormatEvent {
  const item = {
    metadata: {
      summary_id: "ride-1",
      type: 18,
      name: "Evening Ride",
      start_time: start,
      end_time: end,
      upload_type: 1,
      ...metadata,
    },
    ...blocks,
  };
  return {
    id: "00000000-0000-8000-8000-000000000001",
    key: `activity:rider:${provider}:ride-1`,
    revision: 1,
    type: "activity",
    user: { user_id: "rider", provider },
    startTime: start,
    endTime: end,
    receivedAtMs: 1_770_000_000_000,
    item: () => item,
    json: () => JSON.stringify(item),
  };
}
