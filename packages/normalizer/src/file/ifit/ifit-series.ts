import type { RecordingSeries } from "../recording/recording.ts";
import { emptySeries, type Series, seriesOf } from "../recording/series.ts";
import type { TcxActivity } from "../tcx/tcx-activity.ts";
import { tcxSeries } from "../tcx/tcx-series.ts";
import type { IfitRow } from "./ifit-csv.ts";

/**
 * The series of a pair, joined on the elapsed second: distance, calories and altitude as the TCX file
 * has them, all else from the rows. Without rows, what the TCX file has.
 */
export function ifitSeries(activity: TcxActivity, rows: readonly IfitRow[] | null): RecordingSeries {
  const ofFile = tcxSeries(activity.points);
  if (rows === null) return { ...ofFile, cadenceRpm: emptyIfNeverAboveZero(ofFile.cadenceRpm) };
  const timesMs = rows.map(({ second }) => activity.startMs + second * 1000);
  const column = (name: keyof IfitRow): Series =>
    seriesOf(
      timesMs,
      rows.map((row) => row[name]),
    );
  const bpm = seriesOf(
    timesMs,
    rows.map((row) => (row.bpm > 0 ? row.bpm : null)),
  );
  const resistanceLevel = emptyIfNeverAboveZero(column("resistanceLevel"));
  return {
    ...ofFile,
    bpm: bpm.values.length > 0 ? bpm : ofFile.bpm,
    watts: column("watts"),
    cadenceRpm: emptyIfNeverAboveZero(column("rpm")),
    speedMetersPerSecond: column("speedMetersPerSecond"),
    resistanceLevel,
    resistancePercentage: resistanceLevel === emptySeries ? emptySeries : column("resistancePercentage"),
    inclinePercentage: column("inclinePercentage"),
  };
}

/** A machine without cranks or without resistance writes 0 throughout. */
function emptyIfNeverAboveZero(series: Series): Series {
  return series.values.some((value) => value > 0) ? series : emptySeries;
}
