import { field, isObject, type JsonObject } from "./fields.ts";
import { isWritable } from "./instant.ts";
import {
  emptyIfNeverAboveZero,
  emptySeries,
  inOrder,
  type Series,
  withoutLeadingGap,
  zerosAsGaps,
} from "./series.ts";
import { unrecognised } from "./unrecognised.ts";

/** The series an event carries, under iFit's names. Stats of other names (`x_score`, `reps`) are not read. */
const statNames = [
  "mps",
  "bpm",
  "incline",
  "meters",
  "watts",
  "calories",
  "elevation",
  "resistance",
  "rpm",
  "steps",
  "spm",
  "five_hundred_split",
] as const;

type StatName = (typeof statNames)[number];

/** Every series is there; one that was not recorded is empty. */
export type IfitStats = Readonly<Record<StatName, Series>>;

/**
 * How a series is to be understood: heart rate and split pace cannot be 0, and a machine that has no
 * resistance, crank, handle or step counter may report 0 throughout.
 */
const understanding: Partial<Record<StatName, (series: Series) => Series>> = {
  bpm: zerosAsGaps,
  five_hundred_split: zerosAsGaps,
  resistance: emptyIfNeverAboveZero,
  rpm: emptyIfNeverAboveZero,
  steps: emptyIfNeverAboveZero,
  spm: emptyIfNeverAboveZero,
};

/**
 * Reads `stats` of a detail body: each is a list of `{value, offset}`, offset in milliseconds since
 * the start. A list row and the web form have no stats; a metric that was not recorded is an empty
 * list, or is not there.
 *
 * @throws {IngestError} `ingest.unrecognised` where a series has another shape.
 */
export function readStats(log: JsonObject, pointer: string, startMs: number): IfitStats {
  const stats = field(log, "stats") ?? {};
  if (!isObject(stats)) throw unrecognised(`${pointer}/stats`, "an object with one list per metric");
  const read = (name: StatName): Series => {
    const series = readSeries(stats[name] ?? [], `${pointer}/stats/${name}`, startMs);
    return withoutLeadingGap(understanding[name]?.(series) ?? series);
  };
  return Object.fromEntries(statNames.map((name) => [name, read(name)])) as IfitStats;
}

/** Builds the pointer of a point only where it is wrong: a long workout has ten thousand of them. */
function readSeries(list: unknown, pointer: string, startMs: number): Series {
  if (!Array.isArray(list)) throw unrecognised(pointer, "a list of {value, offset}");
  if (list.length === 0) return emptySeries;
  const offsetsMs: number[] = [];
  const values: (number | null)[] = [];
  for (let index = 0; index < list.length; index++) {
    const point: unknown = list[index];
    if (!isObject(point)) throw unrecognised(`${pointer}/${index}`, "{value, offset}");
    const offsetMs = point["offset"];
    if (typeof offsetMs !== "number" || offsetMs < 0 || !isWritable(startMs + offsetMs)) {
      throw unrecognised(`${pointer}/${index}/offset`, "milliseconds since the start");
    }
    const value = point["value"] ?? null;
    if (value !== null && (typeof value !== "number" || !Number.isFinite(value))) {
      throw unrecognised(`${pointer}/${index}/value`, "a number or null");
    }
    offsetsMs.push(offsetMs);
    values.push(value);
  }
  return inOrder({ offsetsMs, values });
}
