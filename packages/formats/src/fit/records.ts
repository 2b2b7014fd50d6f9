import type { Activity } from "@musette/core";
import { createTimeReader, type ReadTime } from "../time/create-time-reader.ts";
import { numberOf } from "./loose.ts";
import { type RecordSeries, recordSeries } from "./record-series.ts";
import { fitSeconds } from "./time.ts";
import type { Column } from "./wire/fit-writer.ts";

/** All series of an activity, side by side: one row for each second in which anything was measured. */
export interface Records {
  /** FIT seconds, ascending, each once. */
  readonly seconds: Float64Array;
  /** Seconds since the start without pauses, as the samples state them; NaN where none does. */
  readonly timerSeconds: Float64Array;
  readonly columns: readonly Column[];
  readonly developer: readonly Column[];
}

/** From when to when records may lie, in FIT seconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The values of one series and when they were measured, in the order of the activity. */
interface Track {
  readonly series: RecordSeries;
  /** Since the start of the span. */
  readonly offsets: number[];
  readonly values: number[];
  readonly timers: number[];
}

/**
 * Puts the sample lists together by their timestamps, to the second: FIT has no finer ones, so of two
 * values of a series in one second the later stays. Samples outside the span are left out, as no
 * reader takes them.
 */
export function recordsOf(activity: Activity, span: Span): Records {
  const readTime = createTimeReader();
  const tracks = recordSeries
    .map((series) => trackOf(series, activity, span, readTime))
    .filter(({ values }) => values.length > 0);
  const { seconds, rowAt } = rowsOf(tracks, span);
  const timerSeconds = empty(seconds.length);
  for (const { offsets, timers } of tracks) {
    for (let index = 0; index < offsets.length; index++) {
      const timer = timers[index] ?? Number.NaN;
      if (!Number.isNaN(timer)) timerSeconds[rowAt(offsets[index] ?? 0)] = timer;
    }
  }
  const columns = (isDeveloper: boolean) =>
    tracks
      .filter(({ series }) => series.isDeveloper === isDeveloper)
      .flatMap(({ series, offsets, values }) => {
        const column = empty(seconds.length);
        for (let index = 0; index < offsets.length; index++) {
          column[rowAt(offsets[index] ?? 0)] = values[index] ?? Number.NaN;
        }
        return series.columns(column);
      });
  return { seconds, timerSeconds, columns: columns(false), developer: columns(true) };
}

function trackOf(series: RecordSeries, activity: Activity, span: Span, readTime: ReadTime): Track {
  const track: Track = { series, offsets: [], values: [], timers: [] };
  for (const sample of series.samples(activity)) {
    const value = numberOf(series.value(sample));
    if (value === null) continue;
    const second = fitSeconds(readTime(sample?.["timestamp"]) / 1000);
    // False for NaN too.
    if (!(second >= span.from && second <= span.to)) continue;
    track.offsets.push(second - span.from);
    track.values.push(value);
    track.timers.push(numberOf(sample?.["timer_duration_seconds"]) ?? Number.NaN);
  }
  return track;
}

/** A row for each second that any track has. Counting sort: the tracks share nearly all of their seconds. */
function rowsOf(tracks: readonly Track[], span: Span) {
  const last = tracks.reduce(
    (most, { offsets }) => offsets.reduce((latest, offset) => Math.max(latest, offset), most),
    -1,
  );
  const rows = new Int32Array(last + 1);
  for (const { offsets } of tracks) for (const offset of offsets) rows[offset] = 1;
  const seconds = new Float64Array(rows.reduce((sum, mark) => sum + mark, 0));
  let row = 0;
  for (let offset = 0; offset <= last; offset++) {
    if (rows[offset] === 0) continue;
    rows[offset] = row;
    seconds[row++] = span.from + offset;
  }
  return { seconds, rowAt: (offset: number): number => rows[offset] ?? 0 };
}

function empty(length: number): Float64Array {
  return new Float64Array(length).fill(Number.NaN);
}
