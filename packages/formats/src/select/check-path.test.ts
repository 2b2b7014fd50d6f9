import { describe, expect, test } from "vitest";
import { checkPath } from "./check-path.ts";

test.each([
  "metadata",
  "heart_rate_data.summary",
  "power_data.avg_watts",
  "lap_data.laps.*.avg_watts",
  "lap_data.laps.avg_watts",
  "lap_data.laps.*",
  "heart_rate_data.*.avg_hr_bpm",
  "musette_data.strength_data.movements.*.weights.*.weight_kg",
  "musette_data.strength_data.movements.weights.weight_kg",
  "data_enrichment.efficiency_contributors.sleep_debt",
  "sleep_durations_data.hypnogram_samples",
  "meals.*.micros.vitamin_B12_mg",
  "heart_data.ecg_signal.raw_signal.potential_uV",
  "menstruation_data.current_phase",
  "date_of_birth",
  "*",
])("%s leads somewhere", (path) => {
  expect(checkPath(path)).toEqual({ known: true });
});

describe("suggests", () => {
  test.each([
    ["power_data.avg_wats", "power_data.avg_watts"],
    ["hart_rate_data.sumary.avg_hr_bpm", "heart_rate_data.summary.avg_hr_bpm"],
    ["lap_data.laps.*.avg_wats", "lap_data.laps.*.avg_watts"],
    ["Power_Data", "power_data"],
    // The name is right, the blocks are missing or wrong; not the field of a lap, if there is another.
    ["avg_hr_bpm", "heart_rate_data.summary.avg_hr_bpm"],
    ["heart_rate_data.detailed.avg_hr_bpm", "heart_rate_data.summary.avg_hr_bpm"],
    ["trigger_method", "lap_data.laps.trigger_method"],
  ])("for %s %s", (path, suggestion) => {
    expect(checkPath(path)).toEqual({ known: false, suggestion });
  });
});

test.each([
  "",
  "zebra",
  "power_data.avg_watts.zebra",
  "power_data.avg_watts.*",
  "data_enrichment.efficiency_contributors.a.b",
  "__proto__",
  "metadata.constructor",
  "metadata..type.zebra",
  `${"*.".repeat(2_000)}*`,
])("%s leads nowhere, and nothing is near", (path) => {
  expect(checkPath(path)).toEqual({ known: false });
});

test("a suggestion leads somewhere", () => {
  for (const path of ["metadta.typ", "strss_data.samples.levl", "meals.macro.fat_q"]) {
    const check = checkPath(path);
    expect(checkPath("suggestion" in check ? (check.suggestion ?? "") : "")).toEqual({ known: true });
  }
});
