import { baseTypes } from "./wire/base-type.ts";
import { field, type Message } from "./wire/field.ts";

const {
  byte,
  enum: enumeration,
  float32,
  sint16,
  sint32,
  string,
  uint16,
  uint32,
  uint32z,
  uint8,
} = baseTypes;

/** FIT counts in seconds since 1989-12-31T00:00:00Z. */
const time = (number: number) => field(number, uint32);
const milliseconds = (number: number) => field(number, uint32, 1000);
const centimeters = (number: number) => field(number, uint32, 100);
const millimetersPerSecond = (number: number) => field(number, uint32, 1000);
/** Fifths of a meter from 500 m below the sea. */
const altitude = (number: number) => field(number, uint32, 5, 500);
const grade = (number: number) => field(number, sint16, 100);
/** 128ths of what the whole number beside it leaves. */
const fraction = (number: number) => field(number, uint8, 128);

/** Each kind of message and the local slot that is its own. */
const messageOf = (globalNumber: number, slot: number): Message => ({ globalNumber, slot });

export const messages = {
  fileId: messageOf(0, 0),
  fileCreator: messageOf(49, 1),
  developerDataId: messageOf(207, 2),
  fieldDescription: messageOf(206, 3),
  deviceInfo: messageOf(23, 4),
  event: messageOf(21, 5),
  record: messageOf(20, 6),
  set: messageOf(225, 7),
  lap: messageOf(19, 8),
  session: messageOf(18, 9),
  timeInZone: messageOf(216, 10),
  workout: messageOf(26, 11),
  activity: messageOf(34, 12),
} as const;

const timestamp = time(253);
const messageIndex = field(254, uint16);
const event = field(0, enumeration);
const eventType = field(1, enumeration);

/**
 * The fields that are written, with their numbers, types, scales and offsets.
 *
 * @see FIT profile 21.217, sheet "Messages"
 */
export const fields = {
  fileId: {
    type: field(0, enumeration),
    manufacturer: field(1, uint16),
    product: field(2, uint16),
    serialNumber: field(3, uint32z),
    timeCreated: time(4),
    productName: field(8, string),
  },
  fileCreator: { softwareVersion: field(0, uint16) },
  developerDataId: { applicationId: field(1, byte), developerDataIndex: field(3, uint8) },
  fieldDescription: {
    developerDataIndex: field(0, uint8),
    fieldDefinitionNumber: field(1, uint8),
    fitBaseTypeId: field(2, uint8),
    fieldName: field(3, string),
    units: field(8, string),
    nativeMessageNumber: field(14, uint16),
  },
  deviceInfo: {
    timestamp,
    deviceIndex: field(0, uint8),
    manufacturer: field(2, uint16),
    serialNumber: field(3, uint32z),
    product: field(4, uint16),
    softwareVersion: field(5, uint16, 100),
    hardwareVersion: field(6, uint8),
    productName: field(27, string),
  },
  event: { timestamp, event, eventType },
  record: {
    timestamp,
    positionLat: field(0, sint32, 2 ** 31 / 180),
    positionLong: field(1, sint32, 2 ** 31 / 180),
    heartRate: field(3, uint8),
    cadence: field(4, uint8),
    distance: centimeters(5),
    power: field(7, uint16),
    grade: grade(9),
    /** 0 is none, 254 is the most that the machine has. */
    resistance: field(10, uint8, 2.54),
    calories: field(33, uint16),
    fractionalCadence: fraction(53),
    enhancedSpeed: millimetersPerSecond(73),
    enhancedAltitude: altitude(78),
  },
  set: {
    timestamp: time(254),
    duration: milliseconds(0),
    repetitions: field(3, uint16),
    weight: field(4, uint16, 16),
    setType: field(5, uint8),
    startTime: time(6),
    messageIndex: field(10, uint16),
  },
  lap: {
    messageIndex,
    timestamp,
    event,
    eventType,
    startTime: time(2),
    totalElapsedTime: milliseconds(7),
    totalTimerTime: milliseconds(8),
    totalDistance: centimeters(9),
    totalCycles: field(10, uint32),
    totalCalories: field(11, uint16),
    averageSpeed: field(13, uint16, 1000),
    averageHeartRate: field(15, uint8),
    averagePower: field(19, uint16),
    lapTrigger: field(24, enumeration),
    sport: field(25, enumeration),
    swimStroke: field(38, enumeration),
    subSport: field(39, enumeration),
    enhancedAverageSpeed: millimetersPerSecond(110),
  },
  session: {
    messageIndex,
    timestamp,
    event,
    eventType,
    startTime: time(2),
    sport: field(5, enumeration),
    subSport: field(6, enumeration),
    totalElapsedTime: milliseconds(7),
    totalTimerTime: milliseconds(8),
    totalDistance: centimeters(9),
    totalCycles: field(10, uint32),
    totalCalories: field(11, uint16),
    averageSpeed: field(14, uint16, 1000),
    maxSpeed: field(15, uint16, 1000),
    averageHeartRate: field(16, uint8),
    maxHeartRate: field(17, uint8),
    averageCadence: field(18, uint8),
    maxCadence: field(19, uint8),
    averagePower: field(20, uint16),
    maxPower: field(21, uint16),
    totalAscent: field(22, uint16),
    totalDescent: field(23, uint16),
    firstLapIndex: field(25, uint16),
    lapCount: field(26, uint16),
    trigger: field(28, enumeration),
    lengthCount: field(33, uint16),
    normalizedPower: field(34, uint16),
    trainingStressScore: field(35, uint16, 10),
    intensityFactor: field(36, uint16, 1000),
    poolLength: field(44, uint16, 100),
    thresholdPower: field(45, uint16),
    totalWork: field(48, uint32),
    averageGrade: grade(52),
    maxPositiveGrade: grade(55),
    maxNegativeGrade: grade(56),
    minHeartRate: field(64, uint8),
    averageFractionalCadence: fraction(92),
    maxFractionalCadence: fraction(93),
    totalFractionalCycles: fraction(94),
    enhancedAverageSpeed: millimetersPerSecond(124),
    enhancedMaxSpeed: millimetersPerSecond(125),
    enhancedAverageAltitude: altitude(126),
    enhancedMinAltitude: altitude(127),
    enhancedMaxAltitude: altitude(128),
    metabolicCalories: field(196, uint16),
  },
  timeInZone: {
    timestamp,
    referenceMessage: field(0, uint16),
    referenceIndex: field(1, uint16),
    timeInHeartRateZone: milliseconds(2),
    heartRateZoneHighBoundary: field(6, uint8),
    maxHeartRate: field(11, uint8),
    restingHeartRate: field(12, uint8),
  },
  workout: {
    sport: field(4, enumeration),
    validStepCount: field(6, uint16),
    name: field(8, string),
    subSport: field(11, enumeration),
  },
  activity: {
    timestamp,
    totalTimerTime: milliseconds(0),
    sessionCount: field(1, uint16),
    type: field(2, enumeration),
    event: field(3, enumeration),
    eventType: field(4, enumeration),
    localTimestamp: time(5),
  },
} as const;

/**
 * What the profile has no field for, as fields of our own application: their numbers and names are
 * part of the format and must not change.
 */
export const developerFields = {
  record: {
    resistancePercent: { field: field(0, float32), name: "resistance_percent", units: "%" },
    inclinePercent: { field: field(1, float32), name: "incline_percent", units: "%" },
    resistanceLevel: { field: field(2, float32), name: "resistance_level", units: "" },
    strokeRate: { field: field(3, float32), name: "stroke_rate", units: "strokes/min" },
    splitPace: { field: field(4, float32), name: "split_pace", units: "s/500m" },
    steps: { field: field(5, float32), name: "steps", units: "steps" },
    torque: { field: field(6, float32), name: "torque", units: "Nm" },
  },
  session: {
    summaryId: { field: field(20, string), name: "summary_id", units: "" },
    provider: { field: field(21, string), name: "provider", units: "" },
    activityType: { field: field(22, uint8), name: "activity_type", units: "" },
    netCalories: { field: field(23, float32), name: "net_activity_calories", units: "kcal" },
    averageResistancePercent: { field: field(24, float32), name: "avg_resistance_percent", units: "%" },
    maxResistancePercent: { field: field(25, float32), name: "max_resistance_percent", units: "%" },
    averageResistanceLevel: { field: field(26, float32), name: "avg_resistance_level", units: "" },
    maxResistanceLevel: { field: field(27, float32), name: "max_resistance_level", units: "" },
    averageStrokeRate: { field: field(28, float32), name: "avg_stroke_rate", units: "strokes/min" },
    maxStrokeRate: { field: field(29, float32), name: "max_stroke_rate", units: "strokes/min" },
    averageSplitPace: { field: field(30, float32), name: "avg_split_pace", units: "s/500m" },
    bestSplitPace: { field: field(31, float32), name: "best_split_pace", units: "s/500m" },
    totalStrokes: { field: field(32, uint32), name: "total_strokes", units: "strokes" },
    totalSteps: { field: field(33, uint32), name: "total_steps", units: "steps" },
  },
  set: {
    movementName: { field: field(50, string), name: "movement_name", units: "" },
  },
} as const;
