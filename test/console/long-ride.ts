const sampleMs = 1_000;

/** A Terra activity whose JSON is just over `bytes` long: heart rate and power, a sample each second for days. */
export function longRide(bytes: number): string {
  const startMs = Date.UTC(2026, 0, 1, 6);
  const at = (index: number) => new Date(startMs + index * sampleMs).toISOString().replace("Z", "000+00:00");
  const sample = (index: number) => ({
    hr: { timestamp: at(index), bpm: 120 + Math.round(30 * Math.sin(index / 300)) },
    power: { timestamp: at(index), watts: 180 + Math.round(60 * Math.sin(index / 200)) },
  });
  // The shortest that a pair is: two digits of a heart rate, three of a power.
  const { hr, power } = sample(0);
  const samples = Math.ceil(bytes / (JSON.stringify(hr).length + JSON.stringify(power).length));
  const all = Array.from({ length: samples }, (_, index) => sample(index));
  return JSON.stringify({
    type: "activity",
    version: "2022-03-16",
    user: { user_id: "ada", provider: "PELOTON", active: true },
    data: [
      {
        metadata: {
          start_time: at(0),
          end_time: at(samples),
          summary_id: "the-longest-ride",
          name: "The longest ride",
          type: 8,
          upload_type: 1,
        },
        active_durations_data: { activity_seconds: samples },
        heart_rate_data: { detailed: { hr_samples: all.map((one) => one.hr) }, summary: { avg_hr_bpm: 120 } },
        power_data: { power_samples: all.map((one) => one.power), avg_watts: 180 },
      },
    ],
  });
}
