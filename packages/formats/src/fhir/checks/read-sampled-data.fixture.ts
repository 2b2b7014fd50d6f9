import type { SampledData } from "../resources.ts";

/** Milliseconds after the first sample, and the value. */
export type OffsetValue = readonly [offsetMs: number, value: number];

/** `SampledData` as a receiver reads it, from what the specification says alone. */
export function readSampledData(sampled: SampledData): readonly OffsetValue[] {
  const values = (sampled.data ?? "").split(" ");
  const stepMs = "period" in sampled ? sampled.period : "interval" in sampled ? sampled.interval : undefined;
  const offsets = "offsets" in sampled ? sampled.offsets?.split(" ").map(Number) : undefined;
  return values.flatMap((value, index): readonly OffsetValue[] => {
    const offsetMs = offsets?.[index] ?? index * (stepMs ?? Number.NaN);
    return value === "E" ? [] : [[offsetMs, Number(value)]];
  });
}
