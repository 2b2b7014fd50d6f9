/** A series of one metric, in the payload's own order; null where the vendor reported nothing. */
export type Series = readonly (number | null)[];

/** A series of whole numbers that whoever read it has packed already: null is `packedNull`. */
export type PackedIntegers = Int16Array;

/** Stands for null; no number is packed as it. */
export const packedNull = -32_768;
export const largestPacked = 32_767;

/** Series as bytes. */
export interface PackedSeries {
  /** One series after the other. Valid until the next call. */
  readonly bytes: Uint8Array;
  /** For each series, what its numbers were multiplied with; 0 where they are doubles. */
  readonly scales: readonly number[];
}

const wordsPerDouble = 4;

/** Used again and again: making large buffers costs more than filling them. */
let words = new Int16Array(32_768);

/**
 * Packs series into few bytes, without loss. Vendors write whole numbers, or one or two decimals:
 * those become 16-bit integers. Other series become doubles, their nulls NaN, which JSON cannot hold.
 */
export function packSeries(list: readonly (ArrayLike<number | null> | PackedIntegers)[]): PackedSeries {
  const needed = list.reduce((total, series) => total + series.length * wordsPerDouble, 0);
  if (words.length < needed) words = new Int16Array(needed);
  let used = 0;
  const scales = list.map((series) => {
    const scale = pack(series, words, used);
    used += scale === 0 ? series.length * wordsPerDouble : series.length;
    return scale;
  });
  return { bytes: new Uint8Array(words.buffer, 0, used * 2), scales };
}

/** Returns what the numbers were multiplied with. */
function pack(series: ArrayLike<number | null> | PackedIntegers, into: Int16Array, at: number): number {
  if (series instanceof Int16Array) {
    into.set(series, at);
    return 1;
  }
  const scale = [1, 10, 100].find((scale) => packScaled(series, scale, into, at));
  if (scale !== undefined) return scale;
  const doubles = Float64Array.from(series, (value) => value ?? Number.NaN);
  into.set(new Int16Array(doubles.buffer), at);
  return 0;
}

/** False where a value would not come back exactly. */
function packScaled(series: ArrayLike<number | null>, scale: number, into: Int16Array, at: number): boolean {
  for (let index = 0; index < series.length; index++) {
    const value = series[index] ?? null;
    if (value === null) {
      into[at + index] = packedNull;
      continue;
    }
    const scaled = scale === 1 ? value : Math.round(value * scale);
    const isExact = (scaled | 0) === scaled && (scale === 1 || scaled / scale === value);
    if (!isExact || scaled > largestPacked || scaled <= packedNull) return false;
    into[at + index] = scaled;
  }
  return true;
}
