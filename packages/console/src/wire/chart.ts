/**
 * `GET /admin/events/{seq}/chart`; an activity's curves on one time axis. Parameters: `from` and `to`, in
 * seconds since the start, for a part of it, and `points` (100 to 10,000; 2,000 unless given), the most that
 * come. Where there is more, each stretch is two points: the lowest and the highest of each series in it, so
 * that peaks stay.
 */
export interface Chart {
  readonly startTime: string | null;
  /** The whole activity, whatever part this is. */
  readonly durationSeconds: number;
  /** The part that this is. */
  readonly fromSeconds: number;
  readonly toSeconds: number;
  /** Whether points were put together. */
  readonly reduced: boolean;
  /** Seconds since the start, growing. As long as each series' `values`. */
  readonly time: readonly number[];
  readonly series: readonly ChartSeries[];
  readonly laps: readonly ChartLap[];
  readonly zones: readonly ChartZone[];
  /** Null: there is no position. */
  readonly position: ChartPosition | null;
}

export interface ChartSeries {
  /**
   * `hr_bpm`, `watts`, `cadence_rpm`, `speed_meters_per_second`, `distance_meters`, `elevation_meters`,
   * `resistance_percentage`, `resistance_level`, `incline_percentage`, `stroke_rate_strokes_per_minute`,
   * `split_pace_seconds_per_500_meters`, `torque_newton_meters`, `steps`, `calories`.
   */
  readonly name: string;
  /** For people: `Heart rate`. */
  readonly label: string;
  /** `bpm`, `W`, `rpm`, `m/s`, `m`, `%`, `s/500 m`…; empty where there is none. */
  readonly unit: string;
  /** Null is a gap: no line is to be drawn through it. A sample holds for its series' usual interval. */
  readonly values: readonly (number | null)[];
  /** Over the part, of all samples. */
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
}

export interface ChartLap {
  readonly name: string | null;
  /** `segment`: of the class's plan, not of what the person did. */
  readonly kind: "lap" | "segment";
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly distanceMeters: number | null;
  readonly averageWatts: number | null;
  readonly averageHeartRateBpm: number | null;
}

/** Time in a heart rate zone. */
export interface ChartZone {
  readonly name: string;
  readonly fromBpm: number | null;
  readonly toBpm: number | null;
  readonly seconds: number;
}

export interface ChartPosition {
  /** `[latitude, longitude]` in degrees, in order; at most `points`. */
  readonly points: readonly (readonly [number, number])[];
  /** Seconds since the start of each point; null: only a drawn route is known. */
  readonly time: readonly number[] | null;
}
