import { generatePelotonWorkout, seededRandom } from "@musette/testing";

/** A request that holds one event. */
export interface LargeEvent {
  readonly path: string;
  readonly body: string;
}

const mark = "5e0a4d2c0c1d4e5f8a6b7c8d9e0f1a2b";
const firstMs = Date.UTC(2024, 0, 2);

/** Rides of half an hour, 54 KB as they come and 1.1 MB as they are delivered, then recordings of `samples` samples each. */
export function makeLargeEvents(options: {
  readonly seed: number;
  readonly rides: number;
  readonly recordings: number;
  readonly samples: number;
}): readonly LargeEvent[] {
  const random = seededRandom(options.seed);
  const made = generatePelotonWorkout({ seed: options.seed, discipline: "cycling", durationSeconds: 1_800 });
  const ride = JSON.stringify(made).replaceAll(made.workout.id, mark);
  const rides = Array.from({ length: options.rides }, (_, index) => ({
    path: `/ingest/peloton?user_id=rider-${index}`,
    body: ride.replaceAll(mark, random.hex(32)),
  }));
  const recording = JSON.stringify(makeRecording(options.samples));
  const recordings = Array.from({ length: options.recordings }, () => ({
    path: "/ingest/terra",
    body: recording.replaceAll(mark, random.hex(32)),
  }));
  return [...rides, ...recordings];
}

/** Terra's own shape: a heart rate for each second, which has as many objects as samples once it is parsed. */
function makeRecording(samples: number) {
  const at = (seconds: number) =>
    `${new Date(firstMs + seconds * 1_000).toISOString().slice(0, -1)}000+00:00`;
  const metadata = { summary_id: mark, type: 8, upload_type: 1, start_time: at(0), end_time: at(samples) };
  const hr_samples = Array.from({ length: samples }, (_, index) => ({
    timestamp: at(index),
    bpm: 100 + (index % 60),
  }));
  const heart_rate_data = { summary: { avg_hr_bpm: 130 }, detailed: { hr_samples } };
  return {
    type: "activity",
    user: { user_id: "somebody", provider: "GARMIN" },
    data: [{ metadata, heart_rate_data }],
    version: "2022-03-16",
  };
}
