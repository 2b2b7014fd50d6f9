import type { Series, Summary } from "./measure.ts";
import { measureTable } from "./measure-table.ts";
import type { MeasureRow } from "./measure-table.ts";

const category = "activity";

/** LOINC codes of time and energy differ between one workout and a day. */
interface EffortCodes {
  readonly activeTime?: string;
  readonly energy: string;
}

const intensities: readonly MeasureRow[] = [
  ["inactivity_seconds", "Inactive time", "s"],
  ["rest_seconds", "Time at rest", "s"],
  ["low_intensity_seconds", "Time at low intensity", "s"],
  [
    "moderate_intensity_seconds",
    "Time at moderate intensity",
    "s",
    { loinc: "77592-4", pghd: "moderateActivity" },
  ],
  [
    "vigorous_intensity_seconds",
    "Time at vigorous intensity",
    "s",
    { loinc: "77593-2", pghd: "vigorousActivity" },
  ],
  ["standing_seconds", "Standing time", "s"],
];

/** Time, energy, METs, oxygen and strain: what a workout and a day both have. */
export function effortSummaries(codes: EffortCodes): readonly Summary[] {
  const { activeTime, energy } = codes;
  return [
    ...measureTable("active_durations_data", category, [
      ["activity_seconds", "Active time", "s", activeTime === undefined ? {} : { loinc: activeTime }],
      ...intensities,
    ]),
    ...measureTable("calories_data", category, [
      [
        "total_burned_calories",
        "Energy expended, rest included",
        "kcal",
        { loinc: energy, pghd: "totalEnergyBurned" },
      ],
      ["net_activity_calories", "Energy expended, rest excluded", "kcal", { pghd: "activeEnergyBurned" }],
      ["BMR_calories", "Energy expended at rest", "kcal", { pghd: "basalEnergyBurned" }],
    ]),
    ...measureTable("", category, [
      [
        "MET_data.avg_level",
        "Mean metabolic equivalent",
        "[MET]",
        { pghd: "met", of: "MET_data.MET_samples.level" },
      ],
      ["oxygen_data.avg_saturation_percentage", "Mean oxygen saturation", "%"],
      ["oxygen_data.vo2max_ml_per_min_per_kg", "VO2 max", "mL/min/kg", { pghd: "vo2Max" }],
      ["strain_data.strain_level", "Strain, on the provider's scale", null],
    ]),
  ];
}

export const effortSeries: readonly Series[] = measureTable("", category, [
  ["calories_data.calorie_samples.calories", "Energy expended", "kcal"],
  ["MET_data.MET_samples.level", "Metabolic equivalent", "[MET]", { pghd: "met" }],
  ["oxygen_data.saturation_samples.percentage", "Oxygen saturation of blood or muscle", "%"],
  ["oxygen_data.vo2_samples.vo2max_ml_per_min_per_kg", "VO2 max", "mL/min/kg", { pghd: "vo2Max" }],
]);
