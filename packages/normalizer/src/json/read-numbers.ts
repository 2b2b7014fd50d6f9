/** A list of numbers out of a payload, without a JavaScript array around it. Never holds nulls. */
export type Numbers = Int16Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

export function isNumbers(value: unknown): value is Numbers {
  return value instanceof Int16Array || value instanceof Float64Array;
}

export interface ReadNumbers {
  /** As `JSON.parse` reads them. */
  readonly numbers: Numbers;
  /** Where the closing bracket is. */
  readonly end: number;
}

const minus = 0x2d;
const dot = 0x2e;
const zero = 0x30;
const comma = 0x2c;
const closeBracket = 0x5d;
const space = 0x20;

/** 16-bit integers hold it, and none is the mark that stands for null. */
const largestInteger = 32_767;
const mostIntegerDigits = 5;
/** The digits of a number, read as one whole number, fit 32 bits up to so many. */
const mostDigits = 9;

/** Used again and again: how long a list is shows only at its end. */
let integers = new Int16Array(8_192);
let doubles = new Float64Array(8_192);

/**
 * Reads a JSON list of numbers from its bytes: whole numbers three times as fast as `JSON.parse`
 * (measured), and without the array.
 *
 * @param start where the list's first element, or white space before it, begins.
 * @returns undefined for a list that is better left to `JSON.parse`: empty, wrong, or with anything but
 *   plain decimal numbers in it.
 */
export function readNumbers(bytes: Uint8Array, start: number): ReadNumbers | undefined {
  return readIntegers(bytes, start) ?? readDecimals(bytes, start);
}

/** Whole numbers from 0 that 16 bits hold. The arithmetic is of 32-bit integers, which is what makes it fast. */
function readIntegers(bytes: Uint8Array, start: number): ReadNumbers | undefined {
  let into = integers;
  let count = 0;
  let at = start | 0;
  for (;;) {
    // Behind the end there is undefined, and the difference NaN, which is no digit.
    let digit = (bytes[at] as number) - zero;
    while (digit === space - zero) digit = (bytes[(at = (at + 1) | 0)] as number) - zero;
    const first = at;
    const isZero = digit === 0;
    let value = 0;
    while (digit >= 0 && digit <= 9) {
      value = (Math.imul(value, 10) + digit) | 0;
      at = (at + 1) | 0;
      digit = (bytes[at] as number) - zero;
    }
    const length = (at - first) | 0;
    if (length === 0 || length > mostIntegerDigits || value > largestInteger || (isZero && length > 1)) {
      return undefined;
    }
    if (count === into.length) {
      integers = grown(into, new Int16Array(count * 2));
      into = integers;
    }
    into[count] = value;
    count = (count + 1) | 0;
    while (digit === space - zero) digit = (bytes[(at = (at + 1) | 0)] as number) - zero;
    if (digit !== comma - zero) {
      return digit === closeBracket - zero ? { numbers: into.slice(0, count), end: at } : undefined;
    }
    at = (at + 1) | 0;
  }
}

/** Numbers with a sign, a fraction, or more digits. */
function readDecimals(bytes: Uint8Array, start: number): ReadNumbers | undefined {
  let into = doubles;
  let count = 0;
  let at = start | 0;
  for (;;) {
    while (bytes[at] === space) at = (at + 1) | 0;
    const isNegative = bytes[at] === minus;
    if (isNegative) at = (at + 1) | 0;
    const first = at;
    let digit = (bytes[at] as number) - zero;
    const isZero = digit === 0;
    let digits = 0;
    while (digit >= 0 && digit <= 9) {
      digits = (Math.imul(digits, 10) + digit) | 0;
      at = (at + 1) | 0;
      digit = (bytes[at] as number) - zero;
    }
    let length = (at - first) | 0;
    // JSON has no leading zeros.
    if (length === 0 || (isZero && length > 1)) return undefined;
    let scale = 1;
    if (bytes[at] === dot) {
      at = (at + 1) | 0;
      digit = (bytes[at] as number) - zero;
      while (digit >= 0 && digit <= 9) {
        digits = (Math.imul(digits, 10) + digit) | 0;
        scale = Math.imul(scale, 10);
        length = (length + 1) | 0;
        at = (at + 1) | 0;
        digit = (bytes[at] as number) - zero;
      }
      if (scale === 1) return undefined;
    }
    if (length > mostDigits) return undefined;
    if (count === into.length) {
      doubles = grown(into, new Float64Array(count * 2));
      into = doubles;
    }
    // A division of two exact numbers is rounded once, as JSON.parse's result is.
    const value = digits / scale;
    into[count] = isNegative ? -value : value;
    count = (count + 1) | 0;
    while (bytes[at] === space) at = (at + 1) | 0;
    if (bytes[at] === closeBracket) return { numbers: into.slice(0, count), end: at };
    if (bytes[at] !== comma) return undefined;
    at = (at + 1) | 0;
  }
}

function grown<List extends Numbers>(full: List, larger: List): List {
  larger.set(full);
  return larger;
}
