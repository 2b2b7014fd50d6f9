import { fhirDecimal } from "../fhir-decimal.ts";
import type { FhirVersion } from "../fhir-version.ts";
import { quantity } from "../quantity.ts";
import type { SampledData } from "../resources.ts";
import type { TimedValue } from "./read-samples.ts";
import { samplingPeriod } from "./sampling-period.ts";

const microsPerMillisecond = 1_000;

/**
 * Most steps of an even grid for each sample on it. Beyond that another form is the smaller one: in R5
 * a list of offsets, in R4, which has none, an observation for each sample.
 */
const mostStepsPerSample: Readonly<Record<FhirVersion, number>> = { R4: 250, R5: 4 };

/**
 * Samples as `SampledData`: on the grid of the source's own period, with `E` where it has no value; in
 * R5 with their offsets from the first, where they lie too unevenly. No value is made up or moved.
 *
 * @returns undefined for a single sample, and in R4 where no grid meets all samples.
 * @see https://hl7.org/fhir/R4/datatypes.html#SampledData, https://hl7.org/fhir/R5/datatypes.html#SampledData
 */
export function sampledData(
  version: FhirVersion,
  samples: readonly TimedValue[],
  unit: string | null,
): SampledData | undefined {
  const [first] = samples;
  const last = samples.at(-1);
  if (first === undefined || last === undefined || samples.length === 1) return undefined;
  const origin = quantity(0, unit);
  const periodMicros = samplingPeriod(samples);
  const steps = periodMicros === undefined ? Infinity : (last.micros - first.micros) / periodMicros + 1;
  if (periodMicros !== undefined && steps <= samples.length * mostStepsPerSample[version]) {
    const periodMs = periodMicros / microsPerMillisecond;
    const grid = { origin, dimensions: 1, data: onGrid(samples, first.micros, periodMicros) };
    return version === "R4"
      ? { ...grid, period: periodMs }
      : { ...grid, interval: periodMs, intervalUnit: "ms" };
  }
  if (version === "R4") return undefined;
  const offsets = samples.map(({ micros }) => fhirDecimal((micros - first.micros) / microsPerMillisecond));
  const data = samples.map(({ value }) => fhirDecimal(value)).join(" ");
  return { origin, intervalUnit: "ms", dimensions: 1, offsets: offsets.join(" "), data };
}

function onGrid(samples: readonly TimedValue[], firstMicros: number, periodMicros: number): string {
  const data: string[] = [];
  for (const { micros, value } of samples) {
    const step = (micros - firstMicros) / periodMicros;
    while (data.length < step) data.push("E");
    data.push(fhirDecimal(value));
  }
  return data.join(" ");
}
