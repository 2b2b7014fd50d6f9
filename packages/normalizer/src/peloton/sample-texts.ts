import { jsonText } from "@musette/core";
import { type Column, measuredAt } from "./column.ts";
import type { Moment, SampleList } from "./sample-lists.ts";

/** Stands for a moment and a value where a sample is looked at, to see what is around them. */
const probe = { timestamp: "", timer_duration_seconds: 0 } as const satisfies Moment;
const probeStart = JSON.stringify(probe).slice(0, -1);
const probeValue = 1_234_567.25;

/** Bytes of one piece of text, and the most that a sample can take: all of it is ASCII. */
const pieceBytes = 32_768;
const sampleBytes = 512;
/** A moment takes 93 where the time has microseconds and a zone, and the number all its digits. */
const momentBytes = 128;
const beforeTimestamp = Buffer.from(',{"timestamp":"');
const beforeSecond = Buffer.from('","timer_duration_seconds":');
/** Filled and emptied between two pieces, so that one is enough for all. */
const piece = Buffer.allocUnsafe(pieceBytes + sampleBytes);

const openBracket = 0x5b;
const closeBracket = 0x5d;
const zero = 0x30;
/** Whole numbers below it are written digit by digit. */
const fourDigits = 10_000;

/**
 * Like `sampleListsOn`, but the lists are only text, equal to `JSON.stringify` of the samples. Of a workout's
 * ten thousand samples no object is made, nor a string: half the time of making them and their text (measured).
 */
export function sampleTextsOn(
  seconds: ArrayLike<number>,
  timestampAt: (second: number) => string,
): { readonly list: SampleList } {
  const moments = momentTexts(seconds, timestampAt);

  function* pieces(column: Column, between: Uint8Array, behind: Uint8Array): Generator<string, void> {
    piece[0] = openBracket;
    let used = 1;
    let isFirst = true;
    for (let index = 0; index < moments.count; index++) {
      const value = measuredAt(column, index);
      if (value === null) continue;
      used = moments.write(index, isFirst, used);
      isFirst = false;
      used = copy(between, piece, used);
      used = writeNumber(value, piece, used);
      used = copy(behind, piece, used);
      if (used >= pieceBytes) {
        yield piece.toString("latin1", 0, used);
        used = 0;
      }
    }
    piece[used++] = closeBracket;
    yield piece.toString("latin1", 0, used);
  }

  const list: SampleList = (column, sample) => {
    if (column === null) return [];
    const [before = "", behind = ""] = JSON.stringify(sample(probe, probeValue)).split(String(probeValue));
    const between = Buffer.from(before.slice(probeStart.length), "latin1");
    const end = Buffer.from(behind, "latin1");
    // Where it is put is only written.
    return jsonText(() => pieces(column, between, end)) as unknown as ReturnType<typeof sample>[];
  };
  return { list };
}

/** Each moment's text, up to the value's name, with a comma before it. */
function momentTexts(seconds: ArrayLike<number>, timestampAt: (second: number) => string) {
  const bytes = Buffer.allocUnsafe(seconds.length * momentBytes);
  const ends = new Uint32Array(seconds.length);
  let end = 0;
  for (let index = 0; index < seconds.length; index++) {
    const second = seconds[index] as number;
    end = copy(beforeTimestamp, bytes, end);
    end += bytes.write(timestampAt(second), end, "latin1");
    end = copy(beforeSecond, bytes, end);
    end = writeNumber(second, bytes, end);
    ends[index] = end;
  }
  return {
    count: seconds.length,
    /** Writes one into the piece at `at`; returns where it ends. */
    write(index: number, isFirst: boolean, at: number): number {
      const start = index === 0 ? 0 : (ends[index - 1] as number);
      return at + bytes.copy(piece, at, isFirst ? start + 1 : start, ends[index]);
    },
  };
}

/** Byte by byte: there are few, and a call of the engine's own copy takes longer. */
function copy(from: Uint8Array, into: Uint8Array, at: number): number {
  for (let index = 0; index < from.length; index++) into[at + index] = from[index] as number;
  return at + from.length;
}

/** Writes a number as JSON has it; returns where it ends. */
function writeNumber(value: number, into: Buffer, at: number): number {
  const whole = value | 0;
  if (whole !== value || whole < 0 || whole >= fourDigits)
    return at + into.write(Number.isFinite(value) ? String(value) : "null", at, "latin1");
  let used = at;
  if (whole >= 1_000) into[used++] = zero + ((whole / 1_000) | 0);
  if (whole >= 100) into[used++] = zero + (((whole / 100) | 0) % 10);
  if (whole >= 10) into[used++] = zero + (((whole / 10) | 0) % 10);
  into[used++] = zero + (whole % 10);
  return used;
}
