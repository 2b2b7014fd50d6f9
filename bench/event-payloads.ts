import type { EventHead } from "@musette/core";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** Where each payload has its number. */
const numbered = "NNNNNNNNNNNN";

/** A small ride with some samples: about 5 KB of JSON, as a webhook of a short summary is. */
export function eventPayloads(): (index: number) => {
  readonly head: EventHead;
  /** In a buffer of its own, as the door has those of a request. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The item as the door has it, already parsed. */
  readonly item: unknown;
} {
  const samples = Array.from({ length: 47 }, (_, second) => ({
    timestamp: `2026-11-01T10:00:${String(second % 60).padStart(2, "0")}.000000+00:00`,
    timer_duration_seconds: second,
    bpm: 90 + ((second * 7) % 80),
  }));
  const user = { user_id: "bench", provider: "PELOTON", reference_id: null };
  const template = encoder.encode(
    JSON.stringify({
      type: "activity",
      user,
      data: [
        {
          metadata: {
            summary_id: `ride-${numbered}`,
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
    }),
  );
  const text = decoder.decode(template);
  const numberAt = text.indexOf(numbered);
  const [item] = (JSON.parse(text) as { readonly data: readonly unknown[] }).data;
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
      bytes: withNumber(template, numberAt, suffix),
    };
  };
}

/** A copy: making it costs next to nothing, so that it is not this that is measured. */
function withNumber(template: Uint8Array, at: number, number: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(template);
  encoder.encodeInto(number, bytes.subarray(at));
  return bytes;
}
