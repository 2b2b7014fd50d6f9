import type { DayMetadata } from "./day-metadata.ts";
import type { MenstrualPhase, MenstruationFlow, MenstruationInterval } from "./enums.ts";
import type { Sample } from "./samples.ts";

/** One day of a menstrual cycle. */
export interface Menstruation {
  readonly metadata: DayMetadata;
  readonly menstruation_data?: MenstruationData | null;
}

export interface MenstruationData {
  readonly period_length_days?: number | null;
  /** A number in the 2026 document, a word in v5. */
  readonly current_phase?: MenstruationInterval | MenstrualPhase | null;
  readonly length_of_current_phase_days?: number | null;
  readonly days_until_next_phase?: number | null;
  /** ISO 8601 date. */
  readonly period_start_date?: string | null;
  readonly predicted_cycle_length_days?: number | null;
  readonly day_in_cycle?: number | null;
  readonly last_updated_time?: string | null;
  /** Text in the v5 document. */
  readonly cycle_length_days?: number | string | null;
  /** Text in the v5 document. */
  readonly is_predicted_cycle?: boolean | string | null;
  readonly menstruation_flow?: readonly MenstruationFlowSample[] | null;
  readonly intervals?: readonly MenstruationIntervalSample[] | null;
  /** ISO 8601 date. */
  readonly fertility_window_start?: string | null;
  /** ISO 8601 date. */
  readonly fertility_window_end?: string | null;
  /** ISO 8601 date. */
  readonly ovulation_day?: string | null;
}

export interface MenstruationFlowSample extends Sample {
  readonly flow?: MenstruationFlow | null;
}

export interface MenstruationIntervalSample {
  readonly start_timestamp?: string | null;
  readonly end_timestamp?: string | null;
  readonly phase?: MenstruationInterval | null;
}
