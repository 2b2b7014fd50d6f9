/**
 * What Terra's model has no field for. The only extension Musette makes: one block on an activity,
 * `musette_data`. Values keep the vendor's meaning; units are in the names; missing is null.
 */
export interface MusetteData {
  readonly source: MusetteSource;
  /** The vendor's own word for the kind of workout: `cycling`, `caesar_bootcamp`, `cycle`. */
  readonly discipline: string | null;
  /** True where the vendor estimates watts rather than measuring them (iFit treadmills). */
  readonly power_is_estimated: boolean | null;
  readonly resistance_data: ResistanceData | null;
  readonly incline_data: InclineData | null;
  readonly stroke_data: StrokeData | null;
  readonly class_data: ClassData | null;
  readonly leaderboard_data: LeaderboardData | null;
  readonly effort_data: EffortData | null;
  readonly ftp_data: FtpData | null;
  readonly strength_data: StrengthData | null;
}

/** Facts of the source that identify the workout and say how it came about. */
export interface MusetteSource {
  /** The vendor's id of the workout. */
  readonly workout_id: string;
  /** Peloton `device_type`, iFit `machine_id`. */
  readonly device_type: string | null;
  /** Peloton `platform`, iFit `origin`. */
  readonly platform: string | null;
  /** Peloton `workout_type`: class, freestyle, scenic; iFit workout context. */
  readonly workout_type: string | null;
  /** Peloton `status`: COMPLETE or IN_PROGRESS. */
  readonly status: string | null;
  /** True when the vendor itself got the workout from somebody else: the mark that loops are broken by. */
  readonly is_third_party: boolean | null;
  /** The program or class series: iFit `program_id`. */
  readonly program_id: string | null;
  /** Ids of the same workout elsewhere, where the vendor names them. */
  readonly strava_id: string | null;
  readonly fitbit_id: string | null;
}

interface MusetteSample {
  readonly timestamp: string;
  /** Seconds since the start. */
  readonly timer_duration_seconds: number | null;
}

/** Bikes state a percentage (Peloton) or a level of the machine (iFit); a level is not a percentage. */
export interface ResistanceData {
  readonly avg_percentage: number | null;
  readonly max_percentage: number | null;
  readonly avg_level: number | null;
  readonly max_level: number | null;
  readonly resistance_samples: readonly (MusetteSample & {
    readonly resistance_percentage?: number | null;
    readonly resistance_level?: number | null;
  })[];
}

/** Grade of a treadmill or bike: 100 × rise / run. Negative is downhill. */
export interface InclineData {
  readonly avg_percentage: number | null;
  readonly max_percentage: number | null;
  readonly min_percentage: number | null;
  readonly incline_samples: readonly (MusetteSample & { readonly incline_percentage: number | null })[];
}

export interface StrokeData {
  readonly total_strokes: number | null;
  readonly avg_stroke_rate_strokes_per_minute: number | null;
  readonly max_stroke_rate_strokes_per_minute: number | null;
  readonly avg_split_pace_seconds_per_500_meters: number | null;
  /** The fastest, so the smallest. */
  readonly best_split_pace_seconds_per_500_meters: number | null;
  readonly stroke_rate_samples: readonly (MusetteSample & {
    readonly stroke_rate_strokes_per_minute: number | null;
  })[];
  readonly split_pace_samples: readonly (MusetteSample & {
    readonly split_pace_seconds_per_500_meters: number | null;
  })[];
}

export interface ClassData {
  /** Peloton `ride.id`, iFit `workout_id`; null for a workout without a class. */
  readonly class_id: string | null;
  readonly title: string | null;
  readonly instructor_name: string | null;
  readonly instructor_id: string | null;
  /** The length of the class, not of what the person did. */
  readonly duration_seconds: number | null;
  readonly difficulty_estimate: number | null;
  /** ISO 8601, UTC. */
  readonly original_air_time: string | null;
  readonly scheduled_start_time: string | null;
  /** The plan of the class. */
  readonly segments: readonly ClassSegment[];
}

export interface ClassSegment {
  readonly name: string | null;
  readonly start_offset_seconds: number | null;
  readonly length_seconds: number | null;
  /** What the class plans, not a measurement. */
  readonly intensity_in_mets: number | null;
  readonly metrics_type: string | null;
}

export interface LeaderboardData {
  readonly rank: number | null;
  readonly total_users: number | null;
}

export interface EffortData {
  /** Peloton Strive score. */
  readonly total_effort_points: number | null;
  readonly average_effort_score: number | null;
}

export interface FtpData {
  readonly ftp_watts: number | null;
  readonly ftp_source: string | null;
  readonly ftp_workout_id: string | null;
}

export interface StrengthData {
  readonly movements: readonly StrengthMovement[];
}

export interface StrengthMovement {
  readonly movement_id: string | null;
  readonly name: string | null;
  /** rep_counting, time_based, time_tracked_rep, rounds. */
  readonly tracking_type: string | null;
  readonly repetitions: number | null;
  readonly duration_seconds: number | null;
  readonly start_offset_seconds: number | null;
  readonly weights: readonly {
    readonly value: number | null;
    readonly weight_kg: number | null;
    readonly unit: string | null;
  }[];
}
