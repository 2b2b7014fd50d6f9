import type { InclineData, MusetteData, ResistanceData, StrokeData } from "@musette/core";
import { developerNumber } from "./developer-number.ts";
import type { FitIdentity } from "./identity.ts";
import type { FitSession } from "./fit-session.ts";
import type { RecordValues, SeriesName } from "./record-values.ts";
import { strengthDataOf } from "./strength-data.ts";

/** What Terra has no field for, without the sample lists. */
export function musetteDataOf(
  source: FitSession,
  identity: FitIdentity,
  values: RecordValues,
  totalStrokes: number | null,
): MusetteData {
  const { session } = source;
  return {
    source: {
      workout_id: identity.summaryId,
      device_type: null,
      platform: null,
      workout_type: null,
      status: null,
      is_third_party: null,
      program_id: null,
      strava_id: null,
      fitbit_id: null,
    },
    discipline: disciplineOf(session),
    power_is_estimated: null,
    resistance_data: resistanceOf(session, values),
    incline_data: inclineOf(session, values),
    stroke_data: strokesOf(session, values, totalStrokes),
    class_data: null,
    leaderboard_data: null,
    effort_data: null,
    ftp_data:
      session.threshold_power === undefined
        ? null
        : { ftp_watts: session.threshold_power, ftp_source: null, ftp_workout_id: null },
    strength_data: strengthDataOf(source),
  };
}

/** FIT's own words: the finer one where there is one. */
function disciplineOf({ sport, sub_sport: subSport }: FitSession["session"]): string | null {
  const finer = subSport === "generic" ? undefined : subSport;
  const word = finer ?? sport;
  return word === undefined ? null : String(word);
}

function has(values: RecordValues, ...names: readonly SeriesName[]): boolean {
  return names.some((name) => values[name].some((value) => value !== null));
}

function isAnyKnown(values: readonly (number | null)[]): boolean {
  return values.some((value) => value !== null);
}

function resistanceOf(session: FitSession["session"], values: RecordValues): ResistanceData | null {
  const stated = {
    avg_percentage: developerNumber(session, "avg_resistance_percent"),
    max_percentage: developerNumber(session, "max_resistance_percent"),
    avg_level: developerNumber(session, "avg_resistance_level"),
    max_level: developerNumber(session, "max_resistance_level"),
  };
  const isKnown = isAnyKnown(Object.values(stated)) || has(values, "resistance", "resistanceLevel");
  return isKnown ? { ...stated, resistance_samples: [] } : null;
}

function inclineOf(session: FitSession["session"], values: RecordValues): InclineData | null {
  const stated = {
    avg_percentage: session.avg_grade ?? null,
    max_percentage: session.max_pos_grade ?? null,
    min_percentage: session.max_neg_grade ?? null,
  };
  return isAnyKnown(Object.values(stated)) || has(values, "incline")
    ? { ...stated, incline_samples: [] }
    : null;
}

function strokesOf(
  session: FitSession["session"],
  values: RecordValues,
  totalStrokes: number | null,
): StrokeData | null {
  const stated = {
    total_strokes: totalStrokes,
    avg_stroke_rate_strokes_per_minute: developerNumber(session, "avg_stroke_rate"),
    max_stroke_rate_strokes_per_minute: developerNumber(session, "max_stroke_rate"),
    avg_split_pace_seconds_per_500_meters: developerNumber(session, "avg_split_pace"),
    best_split_pace_seconds_per_500_meters: developerNumber(session, "best_split_pace"),
  };
  return isAnyKnown(Object.values(stated)) || has(values, "strokeRate", "splitPace")
    ? { ...stated, stroke_rate_samples: [], split_pace_samples: [] }
    : null;
}
