import type { Category, Series, Summary } from "./measure.ts";
import { measureTable } from "./measure-table.ts";

const hrSeries = "detailed.hr_samples.bpm";

/** LOINC codes of a mean and a greatest heart rate differ with what they are taken over. */
interface HeartRateCodes {
  readonly mean?: string;
  readonly greatest?: string;
}

/** Heart rates of the block at `path`, in beats per minute; Terra states no unit for variability. */
export function heartRateSummaries(
  path: string,
  category: Category,
  codes: HeartRateCodes = {},
): readonly Summary[] {
  const of = `${path}.${hrSeries}`;
  const { mean, greatest } = codes;
  return measureTable(path, category, [
    [
      "summary.avg_hr_bpm",
      "Mean heart rate",
      "/min",
      { pghd: "heartRate", of, ...(mean !== undefined && { loinc: mean }) },
    ],
    [
      "summary.max_hr_bpm",
      "Greatest heart rate",
      "/min",
      { pghd: "heartRate", of, ...(greatest !== undefined && { loinc: greatest }) },
    ],
    ["summary.min_hr_bpm", "Smallest heart rate", "/min", { pghd: "heartRate", of }],
    ["summary.resting_hr_bpm", "Resting heart rate", "/min", { loinc: "40443-4", pghd: "restingHeartRate" }],
    ["summary.avg_hrv_rmssd", "Mean heart rate variability (RMSSD)", null],
    [
      "summary.avg_hrv_sdnn",
      "Mean heart rate variability (SDNN)",
      null,
      { pghd: "heartRateVariabilitySDNN" },
    ],
  ]);
}

/**
 * Never coded 8867-4: validators then want the vital sign profile, which knows no series.
 */
export function heartRateSeries(path: string, category: Category): readonly Series[] {
  return measureTable(path, category, [
    [hrSeries, "Heart rate", "/min", { pghd: "heartRate" }],
    ["detailed.hrv_samples_rmssd.hrv_rmssd", "Heart rate variability (RMSSD)", null],
    [
      "detailed.hrv_samples_sdnn.hrv_sdnn",
      "Heart rate variability (SDNN)",
      null,
      { pghd: "heartRateVariabilitySDNN" },
    ],
  ]);
}
