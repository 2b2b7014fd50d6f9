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
  readonly offsets: Uint32Array;
  readonly values: Float64Array;
  /** Seconds without pauses; NaN where a sample does not say. */
  readonly timers: Float64Array;
}

/**
 * Puts the sample lists together by their timestamps, to the second: FIT has no finer ones, so of two
 * values of a series in one second the later stays. Samples outside the span are left out, as no
 * reader takes them.
 */
export function recordsOf(activity: Activity, span: Span): Records {
  const readTime = createTimeReader();
  /** By the function that reads the value: two series may have the same values, in two fields. */
  const read = new Map<RecordSeries["value"], Track>();
  const trackOf = (series: RecordSeries): Track => {
    const known = read.get(series.value) ?? readTrack(series, activity, span, readTime);
    read.set(series.value, known);
    return { ...known, series };
  };
  const tracks = recordSeries.map(trackOf).filter(({ values }) => values.length > 0);
  const { seconds, rowOf } = rowsOf(tracks, span);
  const timerSeconds = empty(seconds.length);
  for (const { offsets, timers } of tracks) fill(timerSeconds, rowOf, offsets, timers);
  const columns = (isDeveloper: boolean) =>
    tracks
      .filter(({ series }) => series.isDeveloper === isDeveloper)
      .flatMap(({ series, offsets, values }) => {
        const column = empty(seconds.length);
        fill(column, rowOf, offsets, values);
        return series.columns(column);
      });
  return { seconds, timerSeconds, columns: columns(false), developer: columns(true) };
}

function readTrack(series: RecordSeries, activity: Activity, { from, to }: Span, readTime: ReadTime): Track {
  const samples = series.samples(activity);
  const offsets = new Uint32Array(samples.length);
  const values = new Float64Array(samples.length);
  const timers = new Float64Array(samples.length);
  let count = 0;
  for (let index = 0; index < samples.length; index++) {
    const sample = samples[index];
    const value = series.value(sample);
    if (typeof value !== "number" || !Number.isFinite(value)) continue;
    const second = fitSeconds(readTime(sample?.["timestamp"]) / 1000);
    // False for NaN too.
    if (!(second >= from && second <= to)) continue;
    offsets[count] = second - from;
    values[count] = value;
    timers[count] = numberOf(sample?.["timer_duration_seconds"]) ?? Number.NaN;
    count++;
  }
  return {
    series,
    offsets: offsets.subarray(0, count),
    values: values.subarray(0, count),
    timers: timers.subarray(0, count),
  };
}

/** A row for each second that any track has. Counting sort: the tracks share nearly all of their seconds. */
function rowsOf(tracks: readonly Track[], span: Span) {
  const last = tracks.reduce((most, { offsets }) => Math.max(most, greatest(offsets)), -1);
  const rowOf = new Int32Array(last + 1);
  for (const { offsets } of tracks) mark(rowOf, offsets);
  const seconds = new Float64Array(last + 1);
  let row = 0;
  for (let offset = 0; offset <= last; offset++) {
    if (rowOf[offset] === 0) continue;
    rowOf[offset] = row;
    seconds[row++] = span.from + offset;
  }
  return { seconds: seconds.slice(0, row), rowOf };
}

// Loops over typed arrays by index, each in a function of its own: V8 keeps those compiled, where it throws
// away and compiles again on every call a longer function with several `for … of` (seen with --trace-deopt).

function greatest(numbers: Uint32Array): number {
  let most = -1;
  for (let index = 0; index < numbers.length; index++) most = Math.max(most, numbers[index] ?? 0);
  return most;
}

function mark(rows: Int32Array, offsets: Uint32Array): void {
  for (let index = 0; index < offsets.length; index++) rows[offsets[index] ?? 0] = 1;
}

/** Puts values in the rows of their seconds; NaN leaves a row as it is. */
function fill(column: Float64Array, rowOf: Int32Array, offsets: Uint32Array, values: Float64Array): void {
  for (let index = 0; index < offsets.length; index++) {
    const value = values[index] ?? Number.NaN;
    if (!Number.isNaN(value)) column[rowOf[offsets[index] ?? 0] ?? 0] = value;
  }
}

function empty(length: number): Float64Array {
  return new Float64Array(length).fill(Number.NaN);
}
