import { type DisciplineShape, disciplineShape, type PelotonDiscipline } from "./peloton-disciplines.ts";
import { pelotonGraph, totalWork } from "./peloton-graph.ts";
import { type PelotonRecording, recordPeloton } from "./peloton-recording.ts";
import { type Random, seededRandom } from "./random.ts";

export interface PelotonWorkoutOptions {
  /** The same seed and options give the same bytes. */
  readonly seed: number;
  /** By default `cycling`. */
  readonly discipline?: PelotonDiscipline;
  /** Unix seconds; by default some time in 2024. */
  readonly startTimeSeconds?: number;
  /** Seconds of samples; by default 1800. */
  readonly durationSeconds?: number;
  /** As in the request for the graph; by default 1. */
  readonly everyN?: number;
  /** Running, walking and cycling only; with GPS points. By default false. */
  readonly isOutdoor?: boolean;
  /** An account that counts in kilometers. By default false. */
  readonly isMetric?: boolean;
  /** Seconds that were not recorded; by default in one of three workouts. */
  readonly hasGaps?: boolean;
  /** By default true. */
  readonly hasHeartRate?: boolean;
  /** By default -14400, which is New York in summer. */
  readonly utcOffsetSeconds?: number;
}

/** A payload as a client of Peloton's API would assemble it. */
export interface PelotonPayload {
  readonly workout: ReturnType<typeof workoutOf>;
  readonly performance_graph: ReturnType<typeof pelotonGraph>;
}

/**
 * Makes a workout that looks like Peloton's: a warm-up, intervals and noise; pauses and gaps; a heart
 * rate that reads 0 without contact, and paces that are null while the person stands.
 */
export function generatePelotonWorkout(options: PelotonWorkoutOptions): PelotonPayload {
  const random = seededRandom(options.seed);
  const discipline = options.discipline ?? "cycling";
  const isOutdoor = options.isOutdoor ?? false;
  const isMetric = options.isMetric ?? false;
  const durationSeconds = options.durationSeconds ?? 1800;
  const whole = disciplineShape(discipline, isOutdoor, isMetric);
  const shape =
    options.hasHeartRate === false
      ? { ...whole, metrics: whole.metrics.filter(({ slug }) => slug !== "heart_rate") }
      : whole;
  const hasGaps = options.hasGaps ?? random.chance(1 / 3);
  const recording = recordPeloton(random, shape, durationSeconds, hasGaps);
  const startTimeSeconds = options.startTimeSeconds ?? 1_704_067_200 + random.integer(0, 31_000_000);
  return {
    workout: workoutOf(random, shape, recording, {
      discipline,
      isOutdoor,
      startTimeSeconds,
      durationSeconds,
      utcOffsetSeconds: options.utcOffsetSeconds ?? -14_400,
    }),
    performance_graph: pelotonGraph(random, shape, recording, {
      everyN: options.everyN ?? 1,
      isOutdoor,
      isMetric,
      classSeconds: durationSeconds,
    }),
  };
}

interface WorkoutFacts {
  readonly discipline: PelotonDiscipline;
  readonly isOutdoor: boolean;
  readonly startTimeSeconds: number;
  readonly durationSeconds: number;
  readonly utcOffsetSeconds: number;
}

/** A body of `/api/workout/{id}?joins=ride,ride.instructor`. */
function workoutOf(random: Random, shape: DisciplineShape, recording: PelotonRecording, facts: WorkoutFacts) {
  const created_at = facts.startTimeSeconds - 60;
  const work = totalWork(recording);
  const hasPedalingMetrics = work > 0;
  return {
    created_at,
    created: created_at,
    // The clock of the device is a second off.
    device_time_created_at: created_at + facts.utcOffsetSeconds - 1,
    end_time: facts.startTimeSeconds + facts.durationSeconds,
    fitness_discipline: facts.discipline,
    has_pedaling_metrics: hasPedalingMetrics,
    has_leaderboard_metrics: hasPedalingMetrics,
    id: random.hex(32),
    is_outdoor: facts.isOutdoor,
    metrics_type: shape.metricsType,
    name: shape.name,
    peloton_id: random.hex(32),
    ...shape.device,
    start_time: facts.startTimeSeconds,
    status: "COMPLETE",
    timezone: "America/New_York",
    title: null,
    total_work: work === 0 ? 0 : work + 0.27,
    user_id: random.hex(32),
    workout_type: "class",
    strava_id: random.pick(["-1", null]),
    fitbit_id: null,
    has_paused: false,
    is_paused: false,
    pause_time_elapsed: null,
    ride: ride(random, shape, facts),
    leaderboard_rank: hasPedalingMetrics ? random.integer(1, 40_000) : null,
    total_leaderboard_users: hasPedalingMetrics ? random.integer(40_000, 130_000) : 0,
    ftp_info: { ftp: 171, ftp_source: "ftp_estimated_source", ftp_workout_id: null },
    ...(facts.discipline === "strength" ? { movement_tracker_data: movements(random) } : {}),
  };
}

function ride(random: Random, shape: DisciplineShape, facts: WorkoutFacts) {
  const airTime = facts.startTimeSeconds - random.integer(1, 400) * 86_400;
  return {
    id: random.hex(32),
    title: `${Math.round(facts.durationSeconds / 60)} min ${shape.name.replace(" Workout", "")}`,
    duration: facts.durationSeconds,
    length: facts.durationSeconds + 75,
    pedaling_start_offset: 60,
    pedaling_end_offset: facts.durationSeconds + 60,
    pedaling_duration: facts.durationSeconds,
    fitness_discipline: facts.discipline,
    instructor: { id: random.hex(32), name: random.pick(["Ada Rider", "Sam Stroke", "Kim Miles"]) },
    is_fixed_distance: false,
    availability: { is_available: true, reason: null },
    class_type_ids: [random.hex(32)],
    content_provider: "peloton",
    image_url: `https://images.example/${random.hex(40)}.jpg`,
    live_stream_id: `${random.hex(32)}-live`,
    vod_stream_id: `${random.hex(32)}-vod`,
    language: "english",
    metrics: ["heart_rate", "cadence", "calories"],
    overall_rating_avg: random.between(0.9, 1),
    overall_rating_count: random.integer(100, 9000),
    series_id: random.hex(32),
    total_workouts: random.integer(1000, 100_000),
    content_format: facts.isOutdoor ? "audio" : "video",
    difficulty_estimate: random.integer(40, 90) / 10,
    original_air_time: airTime,
    scheduled_start_time: airTime,
  };
}

/** What a camera counted. */
function movements(random: Random) {
  const movement = (movement_name: string, tracking_type: string, offset: number) => ({
    movement_id: random.hex(32),
    movement_name,
    tracking_type,
    completed_number: random.integer(6, 14),
    completed_duration: random.integer(20, 60),
    offset,
    length: 60,
    weight: [{ weight_data: { weight_value: random.pick([10, 15, 20]), weight_unit: "lb" } }],
  });
  return {
    completed_movements_summary_data: {
      repetition_summary_data: [
        movement("Goblet Squat", "rep_counting", 60),
        movement("Bent Over Row", "rep_counting", 130),
        movement("Plank", "time_based", 200),
      ],
    },
  };
}
