import { changePoints, type IfitPoint } from "./ifit-change-points.ts";
import { type IfitHeartRate, type IfitKind, type IfitRecording, recordIfit } from "./ifit-recording.ts";
import { type Random, seededRandom } from "./random.ts";

export interface IfitLogOptions {
  /** The same seed gives the same bytes. */
  readonly seed: number;
  readonly kind: IfitKind;
  /** Unix milliseconds; by default some time in 2024. */
  readonly startMs?: number;
  /** By default 20 to 45 minutes, in whole seconds. */
  readonly durationMs?: number;
  /** By default mostly `late`, as with a chest strap. */
  readonly heartRate?: IfitHeartRate;
}

/** An `activity_logs/{id}` body as `api.ifit.com` returns it. */
export interface IfitLogPayload {
  readonly id: string;
  readonly duration: number;
  readonly type: string;
  readonly user_id: string;
  readonly start: number;
  readonly end: number;
  readonly workout_id: string;
  readonly program_id: string | null;
  readonly origin: string;
  readonly workout_context: string;
  readonly software_number: string;
  readonly machine_id: string;
  readonly redundant: boolean;
  readonly summary: Readonly<Record<string, number>>;
  readonly stats: Readonly<Record<string, readonly IfitPoint[]>>;
}

/** Bike and treadmill as seen; the words of the others are from iFit's own enumerations. */
const words: Readonly<Record<IfitKind, { readonly type: string; readonly origin: string }>> = {
  bike: { type: "cycle", origin: "bike" },
  treadmill: { type: "run", origin: "treadmill" },
  rower: { type: "row", origin: "rower" },
  elliptical: { type: "cardio", origin: "elliptical" },
  strength: { type: "strength", origin: "ifitapp" },
};

/**
 * Makes a workout that looks like iFit's: change-only series, empty lists for what the machine does
 * not measure, heart rate that starts late or is missing, and steps that are not counted yet.
 */
export function generateIfitLog(options: IfitLogOptions): IfitLogPayload {
  const random = seededRandom(options.seed);
  const start =
    options.startMs ?? 1_704_067_200_000 + random.integer(0, 31_000_000) * 1000 + random.integer(0, 999);
  const duration = options.durationMs ?? random.integer(20 * 60, 45 * 60) * 1000;
  const heartRate = options.heartRate ?? random.pick(["late", "late", "from the start", "never"]);
  const recording = recordIfit(random, options.kind, Math.ceil(duration / 1000), heartRate);
  return {
    id: random.hex(24),
    duration,
    ...words[options.kind],
    user_id: random.hex(24),
    start,
    end: start + duration,
    workout_id: random.hex(24),
    program_id: random.chance(0.3) ? random.hex(24) : null,
    workout_context: "ON_DEMAND",
    software_number: "424992",
    machine_id: random.hex(24),
    redundant: false,
    summary: summaryOf(random, recording),
    stats: statsOf(recording, duration),
  };
}

function summaryOf(random: Random, recording: IfitRecording): Record<string, number> {
  const bpm = recording.bpm?.filter((value) => value > 0) ?? [];
  const watts = recording.watts ?? [];
  return {
    total_calories: recording.calories.at(-1) ?? 0,
    total_meters: recording.meters?.at(-1) ?? 0,
    total_elevation_gain: 0,
    average_bpm: mean(bpm),
    max_bpm: Math.max(0, ...bpm),
    average_resistance: mean(recording.resistance ?? []),
    average_respiration: 0,
    average_watts: mean(watts),
    max_watts: Math.max(0, ...watts),
    normalized_power: Math.cbrt(mean(watts.map((value) => value ** 3))),
    // Counted some hours after the workout.
    total_steps: random.chance(0.5) ? 0 : (recording.steps?.at(-1) ?? 0),
    total_reps: 0,
    total_movements: 0,
  };
}

function statsOf(recording: IfitRecording, durationMs: number): Record<string, IfitPoint[]> {
  const points = (values: readonly number[] = []) => changePoints(values, durationMs);
  return {
    mps: points(recording.mps),
    bpm: points(recording.bpm),
    incline: points(recording.incline),
    meters: points(recording.meters),
    watts: points(recording.watts),
    calories: points(recording.calories),
    elevation: [],
    resistance: points(recording.resistance),
    rpm: points(recording.rpm),
    steps: points(recording.steps),
    spm: points(recording.spm),
    five_hundred_split: points(recording.five_hundred_split),
    respiration: [],
    sleep_movement: [],
    reps: [],
    x_score: [],
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
