/** How a workout or day reached the provider. */
export const UploadType = {
  Unknown: 0,
  Automatic: 1,
  Manual: 2,
  Update: 3,
  Delete: 4,
  Pending: 5,
  ThirdPartyUpload: 6,
} as const;
export type UploadType = (typeof UploadType)[keyof typeof UploadType];

/** What the timestamps of an item are: UTC, or local time with or without an offset. */
export const TimestampLocalization = {
  Utc: 0,
  Local: 1,
} as const;
export type TimestampLocalization = (typeof TimestampLocalization)[keyof typeof TimestampLocalization];

/** Intensity at an instant. */
export const ActivityLevel = {
  Unknown: 0,
  Rest: 1,
  Inactive: 2,
  LowIntensity: 3,
  MediumIntensity: 4,
  HighIntensity: 5,
} as const;
export type ActivityLevel = (typeof ActivityLevel)[keyof typeof ActivityLevel];

/** What ended a lap. */
export const LapTriggerMethod = {
  Manual: "MANUAL",
  Time: "TIME",
  Distance: "DISTANCE",
  PositionStart: "POSITION_START",
  PositionLap: "POSITION_LAP",
  PositionWaypoint: "POSITION_WAYPOINT",
  PositionMarked: "POSITION_MARKED",
  SessionEnd: "SESSION_END",
  FitnessEquipment: "FITNESS_EQUIPMENT",
  Unspecified: "UNSPECIFIED",
} as const;
export type LapTriggerMethod = (typeof LapTriggerMethod)[keyof typeof LapTriggerMethod];

export const HeartRateContext = {
  NotSet: 0,
  Active: 1,
  NotActive: 2,
} as const;
export type HeartRateContext = (typeof HeartRateContext)[keyof typeof HeartRateContext];

/** SpO2 or SmO2. */
export const OxygenSaturationType = {
  Blood: 0,
  Muscle: 1,
} as const;
export type OxygenSaturationType = (typeof OxygenSaturationType)[keyof typeof OxygenSaturationType];

/** What a device contributed. */
export const DeviceDataType = {
  Steps: "STEPS",
  ActiveMinutes: "ACTIVE_MINUTES",
  Bmr: "BMR",
  Calories: "CALORIES",
  Distance: "DISTANCE",
  HeartRate: "HEART_RATE",
  OxygenSaturation: "OXYGEN_SATURATION",
  SleepType: "SLEEP_TYPE",
  Speed: "SPEED",
  Cadence: "CADENCE",
} as const;
export type DeviceDataType = (typeof DeviceDataType)[keyof typeof DeviceDataType];

/** Like `UploadType`, with Manual and Automatic the other way round. */
export const SleepUploadType = {
  Unknown: 0,
  Manual: 1,
  Automatic: 2,
  Tentative: 3,
  Indeterminate: 4,
} as const;
export type SleepUploadType = (typeof SleepUploadType)[keyof typeof SleepUploadType];

export const SleepLevel = {
  Unknown: 0,
  Awake: 1,
  Sleeping: 2,
  OutOfBed: 3,
  LightSleep: 4,
  DeepSleep: 5,
  RemSleep: 6,
} as const;
export type SleepLevel = (typeof SleepLevel)[keyof typeof SleepLevel];

export const StressLevel = {
  Unknown: 0,
  Rest: 1,
  Low: 2,
  Medium: 3,
  High: 4,
} as const;
export type StressLevel = (typeof StressLevel)[keyof typeof StressLevel];

/** Atrial fibrillation. */
export const AfibFlag = {
  Negative: 0,
  Positive: 1,
  Inconclusive: 2,
} as const;
export type AfibFlag = (typeof AfibFlag)[keyof typeof AfibFlag];

/** What was measured. */
export const KetoneSampleType = {
  Unknown: 0,
  Blood: 1,
  Urine: 2,
  Breath: 3,
} as const;
export type KetoneSampleType = (typeof KetoneSampleType)[keyof typeof KetoneSampleType];

export const GlucoseFlag = {
  Normal: 0,
  High: 1,
  Low: 2,
} as const;
export type GlucoseFlag = (typeof GlucoseFlag)[keyof typeof GlucoseFlag];

/** Where blood glucose is heading. */
export const TrendArrow = {
  Unknown: 0,
  FallingQuickly: 1,
  Falling: 2,
  Flat: 3,
  Rising: 4,
  RisingQuickly: 5,
} as const;
export type TrendArrow = (typeof TrendArrow)[keyof typeof TrendArrow];

export const NutritionUnit = {
  Unknown: 0,
  Gram: 1,
  Teaspoon: 2,
  Tablespoon: 3,
  Cup: 4,
  MediumEgg: 5,
  LargeEgg: 6,
  SmallEgg: 7,
  Milliliter: 8,
  Ounce: 9,
  Count: 10,
  Scoop: 11,
  FluidOunce: 12,
} as const;
export type NutritionUnit = (typeof NutritionUnit)[keyof typeof NutritionUnit];

export const MealType = {
  Unknown: 0,
  Breakfast: 1,
  MorningSnack: 2,
  Lunch: 3,
  AfternoonSnack: 4,
  Dinner: 5,
  Snack: 6,
} as const;
export type MealType = (typeof MealType)[keyof typeof MealType];

/** A phase of the cycle, as the 2026 document numbers it. */
export const MenstruationInterval = {
  Unknown: 0,
  Period: 1,
  Follicular: 2,
  FertileWindow: 3,
  Ovulation: 4,
  Luteal: 5,
  Pms: 6,
  FirstTrimester: 7,
  SecondTrimester: 8,
  ThirdTrimester: 9,
} as const;
export type MenstruationInterval = (typeof MenstruationInterval)[keyof typeof MenstruationInterval];

/** A phase of the cycle, as the v5 document spells it. */
export const MenstrualPhase = {
  Unknown: "unknown",
  Menstrual: "menstrual",
  Follicular: "follicular",
  Fertile: "fertile",
  Ovulation: "ovulation",
  Luteal: "luteal",
  Pms: "pms",
  FirstTrimester: "first_trimester",
  SecondTrimester: "second_trimester",
  ThirdTrimester: "third_trimester",
} as const;
export type MenstrualPhase = (typeof MenstrualPhase)[keyof typeof MenstrualPhase];

/** Strength of the flow; Had is a flow of unknown strength. */
export const MenstruationFlow = {
  Unknown: 0,
  None: 1,
  Light: 2,
  Medium: 3,
  Heavy: 4,
  Had: 5,
} as const;
export type MenstruationFlow = (typeof MenstruationFlow)[keyof typeof MenstruationFlow];
