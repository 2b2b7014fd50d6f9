import type { EventHead } from "@musette/core";

/** A small ride with some samples: about 5 KB of JSON, as a webhook of a short summary is. */
export function eventPayloads(): (index: number) => {
  readonly head: EventHead;
  readonly bytes: Buffer<ArrayBuffer>;
  /** The item as the door has it, already parsed. */
  readonly item: unknown;
} {
  const samples = Array.from({ length: 47 }, (_, second) => ({
    timestamp: `2026-11-01T10:00:${String(second % 60).padStart(2, "0")}.000000+00:00`,
    timer_duration_seconds: second,
    bpm: 90 + ((second * 7) % 80),
  }));
  const user = { user_id: "bench", provider: "PELOTON", reference_id: null };
  const template = JSON.stringify({
    type: "activity",
    user,
    data: [
      {
        metadata: {
          summary_id: "SUMMARY-ID-000000",
          name: "20 min Ride",
          type: 18,
          upload_type: 1,
          start_time: "2026-11-01T10:00:00.000000+00:00",
          end_time: "2026-11-01T10:20:00.000000+00:00",
        },
        heart_rate_data: { detailed: { hr_samples: samples } },
      },
    ],
    version: "2022-03-16",
  });
  const [item] = (JSON.parse(template) as { readonly data: readonly unknown[] }).data;
  return function eventPayload(index) {
    const suffix = String(index).padStart(12, "0");
    return {
      head: {
        id: `00000000-0000-8000-8000-${suffix}`,
        key: `activity:bench:PELOTON:ride-${suffix}`,
        type: "activity",
        user,
        startTime: "2026-11-01T10:00:00.000000+00:00",
        endTime: "2026-11-01T10:20:00.000000+00:00",
        orderedAtMs: null,
        item: 0,
      },
      item,
      bytes: Buffer.from(template.replace("SUMMARY-ID-000000", `ride-${suffix}`)),
    };
  };
}
