import type { ReadTime } from "../../time/create-time-reader.ts";
import { hasOffset } from "../../time/has-offset.ts";

/** A number and when it was measured. */
export interface TimedValue {
  /** As the model writes it. */
  readonly time: string;
  readonly micros: number;
  readonly value: number;
}

/**
 * The samples of a list that have a number in `field` and a time, oldest first. Where some times have an
 * offset and others do not, they cannot be put in order, and those unlike the first are left out.
 */
export function readSamples(samples: unknown, field: string, readTime: ReadTime): readonly TimedValue[] {
  if (!Array.isArray(samples)) return [];
  const read: TimedValue[] = [];
  let isOrdered = true;
  let withOffset: boolean | undefined;
  let last = Number.NEGATIVE_INFINITY;
  for (const sample of samples as readonly unknown[]) {
    if (typeof sample !== "object" || sample === null) continue;
    const { [field]: value, timestamp: time } = sample as Readonly<Record<string, unknown>>;
    if (typeof value !== "number" || !Number.isFinite(value) || typeof time !== "string") continue;
    const micros = readTime(time);
    if (Number.isNaN(micros)) continue;
    const isWithOffset = hasOffset(time);
    withOffset ??= isWithOffset;
    if (isWithOffset !== withOffset) continue;
    isOrdered &&= micros >= last;
    last = micros;
    read.push({ time, micros, value });
  }
  return isOrdered ? read : read.toSorted((a, b) => a.micros - b.micros);
}
