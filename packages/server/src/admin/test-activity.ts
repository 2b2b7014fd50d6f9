import type { NormalizedEvent } from "@musette/core";
import { normalize } from "@musette/normalizer";

/** Whose test activities are, so that they are found and deleted together. */
export const testUserId = "musette-test";

/** Ten minutes on a bike that nobody rode, as one that ends now, in Terra's form. */
export function makeTestActivity(nowMs: number): NormalizedEvent {
  const durationSeconds = 600;
  const startMs = nowMs - durationSeconds * 1000;
  const iso = (atMs: number) => new Date(atMs).toISOString().replace(/\.(\d{3})Z$/, ".$1000+00:00");
  const samples = <Value>(value: (second: number) => Value) =>
    Array.from({ length: 11 }, (_, index) => ({
      timestamp: iso(startMs + index * 60_000),
      timer_duration_seconds: index * 60,
      ...value(index * 60),
    }));
  const activity = {
    metadata: {
      summary_id: `musette-test-${startMs}`,
      name: "Musette test: nobody rode this",
      type: 18,
      start_time: iso(startMs),
      end_time: iso(nowMs),
      upload_type: 0,
    },
    active_durations_data: { activity_seconds: durationSeconds },
    device_data: { name: "Musette test" },
    power_data: {
      avg_watts: 150,
      max_watts: 200,
      power_samples: samples((second) => ({ watts: 150 + 50 * Math.sin(second) })),
    },
    heart_rate_data: {
      summary: { avg_hr_bpm: 130, max_hr_bpm: 140 },
      detailed: { hr_samples: samples((second) => ({ bpm: Math.round(130 + 10 * Math.sin(second)) })) },
    },
  };
  const user = { user_id: testUserId, provider: "MUSETTE", reference_id: null };
  const payload = { status: "success", type: "activity", user, data: [activity], version: "2022-03-16" };
  const [event] = normalize("terra", payload, { user: null, orderedAtMs: null }).events;
  if (event === undefined) throw new Error("The test activity could not be made. Report this.");
  return event;
}
