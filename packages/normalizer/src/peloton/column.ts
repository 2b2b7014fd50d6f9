import type { Numbers } from "../json/read-numbers.ts";
import { largestPacked, type PackedIntegers, packedNull } from "../pack-series.ts";
import { unrecognised } from "./unrecognised.ts";

/** The samples of one metric. */
export interface Column {
  /** The payload's own list, not a copy: one value for each sample of the clock, in Peloton's unit. */
  readonly values: ArrayLike<number | null>;
  /** What `values` are multiplied with to get the unit of the event. */
  readonly factor: number;
  /** True for metrics that cannot be 0, such as heart rate. */
  readonly zeroIsMissing: boolean;
}

/** A column with figures over what was measured, in the unit of the event; null where nothing was. */
export interface MeasuredColumn extends Column {
  /** `values` as the content digest takes them; null where they are not all small whole numbers. */
  readonly integers: PackedIntegers | null;
  /** Zeros included, unless they are missing values. */
  readonly mean: number | null;
  /** The mean of all but zeros. */
  readonly meanWithoutZeros: number | null;
  readonly largest: number | null;
  readonly smallest: number | null;
}

/** What was measured at a sample, in the unit of the event; null where nothing was. */
export function measuredAt(column: Column, index: number): number | null {
  const value = column.values[index] ?? null;
  return value === null || (value === 0 && column.zeroIsMissing) ? null : value * column.factor;
}

/** No metric comes near; beyond it sums would lose their meaning. */
const implausible = 1e9;

/**
 * Checks a list of values, sums it up and packs it for the digest in one pass, as this is where much
 * of the time of reading a workout goes.
 *
 * @throws {IngestError} `ingest.unrecognised` where a value is neither a plausible number nor null.
 */
export function readColumn(
  list: readonly unknown[] | Numbers,
  factor: number,
  zeroIsMissing: boolean,
  pointer: string,
): MeasuredColumn {
  if (list instanceof Int16Array) return integerColumn(list, factor, zeroIsMissing);
  const integers = new Int16Array(list.length);
  let isWhole = true;
  let sum = 0;
  let missing = 0;
  let zeros = 0;
  let largest = -implausible;
  let smallest = implausible;
  for (let index = 0; index < list.length; index++) {
    const value = list[index];
    if (value === null) {
      integers[index] = packedNull;
      missing++;
      continue;
    }
    if (typeof value !== "number") throw unrecognised(`${pointer}/${index}`, "a number or null");
    const integer = value | 0;
    integers[index] = integer;
    if (integer !== value) isWhole = false;
    else if (integer === 0) {
      zeros++;
      if (zeroIsMissing) continue;
    }
    sum += value;
    if (value > largest) largest = value;
    if (value < smallest) smallest = value;
  }
  const nonZeros = list.length - missing - zeros;
  const measured = zeroIsMissing ? nonZeros : nonZeros + zeros;
  if (measured > 0 && !(largest < implausible && smallest > -implausible)) {
    throw unrecognised(pointer, "a list of plausible numbers");
  }
  const isPacked = isWhole && (measured === 0 || (largest <= largestPacked && smallest > packedNull));
  return {
    values: list as ArrayLike<number | null>,
    integers: isPacked ? integers : null,
    factor,
    zeroIsMissing,
    ...figuresOf({ sum, measured, nonZeros, largest, smallest }, factor),
  };
}

/** The same of a list that was read as 16-bit integers: nothing in it needs a check, and it is packed. */
function integerColumn(integers: PackedIntegers, factor: number, zeroIsMissing: boolean): MeasuredColumn {
  let sum = 0;
  let nonZeros = 0;
  let largest = packedNull;
  let smallest = largestPacked;
  for (let index = 0; index < integers.length; index++) {
    const value = integers[index] as number;
    if (value !== 0) nonZeros++;
    else if (zeroIsMissing) continue;
    sum += value;
    if (value > largest) largest = value;
    if (value < smallest) smallest = value;
  }
  const measured = zeroIsMissing ? nonZeros : integers.length;
  const figures = figuresOf({ sum, measured, nonZeros, largest, smallest }, factor);
  return { values: integers, integers, factor, zeroIsMissing, ...figures };
}

interface Sums {
  readonly sum: number;
  readonly measured: number;
  readonly nonZeros: number;
  readonly largest: number;
  readonly smallest: number;
}

function figuresOf({ sum, measured, nonZeros, largest, smallest }: Sums, factor: number) {
  return {
    mean: measured === 0 ? null : (sum / measured) * factor,
    meanWithoutZeros: nonZeros === 0 ? null : (sum / nonZeros) * factor,
    largest: measured === 0 ? null : largest * factor,
    smallest: measured === 0 ? null : smallest * factor,
  };
}
