import { describe, expect, it } from "vitest";
import { estimateBytes } from "./estimate-bytes.ts";

const samples = Array.from({ length: 3_600 }, (_, index) => ({
  timestamp: new Date(index * 1_000).toISOString(),
  timer_duration_seconds: index,
  speed_meters_per_second: index / 7,
  heart_rate_bpm: null,
}));

describe("the estimate of how long JSON will be", () => {
  it.each([
    ["samples", { position_data: { samples }, metadata: { name: "Ride", is_race: false } }],
    [
      "a summary",
      { metadata: { summary_id: "5f2", upload_type: 1 }, distance_data: { summary: { steps: 12 } } },
    ],
    ["nothing", {}],
    ["a short list", { data: [1, 2, 3] }],
    ["plain values", [null, true, "text", 1.5, []]],
  ])("is within a factor of two (%s)", (_name, value) => {
    const exact = Buffer.byteLength(JSON.stringify(value));
    const ratio = estimateBytes(value) / exact;
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });
});
