const isoTime = /^(\d{4}-\d{2}-\d{2}T)(\d{2}:\d{2})(:\d{2})?(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2}|[+-]\d{4})?$/;
const fractionStart = 20;
const offsetStart = 26;

/** Unix microseconds of an ISO 8601 time, a time without an offset taken as UTC; NaN where it is none. */
export type ReadTime = (time: unknown) => number;

/**
 * Makes a reader of times as they come in the sample lists of one item. What the times of a list share, the
 * day and the offset, is read once. The lists of an item share nearly all of their times as well: a time
 * that follows the one before it as it did in an earlier list is compared with that and not read again.
 */
export function createTimeReader(): ReadTime {
  /** Ascending times that were read, and what they are; `next` is where the next one is expected. */
  const texts: string[] = [];
  const knownMicros: number[] = [];
  let next = 0;
  /** Of the last time read whole: `2022-10-28T`, `+01:00`, and that midnight there. */
  let day = "";
  let offset = "";
  let midnightMicros = Number.NaN;

  function readWhole(time: string): number {
    const parts = isoTime.exec(time);
    if (parts === null) return Number.NaN;
    const [, date = "", minutes = "", seconds = ":00", fraction = "", zone = ""] = parts;
    const zoneOrUtc = zone === "" ? "Z" : zone.replace(/^([+-]\d{2})(\d{2})$/, "$1:$2");
    const wholeMs = Date.parse(`${date}${minutes}${seconds}${zoneOrUtc}`);
    day = date;
    offset = zone;
    midnightMicros = Date.parse(`${date}00:00:00${zoneOrUtc}`) * 1_000;
    return wholeMs * 1_000 + Number(fraction.slice(0, 6).padEnd(6, "0"));
  }

  function read(time: string): number {
    const isAlike =
      time.length === offsetStart + offset.length && time.startsWith(day) && time.endsWith(offset);
    return (isAlike ? midnightMicros + microsOfDay(time) : Number.NaN) || readWhole(time);
  }

  return function readTime(time) {
    if (typeof time !== "string") return Number.NaN;
    if (time === texts[next]) return knownMicros[next++] ?? Number.NaN;
    const micros = read(time);
    if (Number.isNaN(micros)) return micros;
    if (micros > (knownMicros.at(-1) ?? -Infinity)) {
      texts.push(time);
      knownMicros.push(micros);
      next = texts.length;
    } else {
      next = firstAfter(knownMicros, micros);
    }
    return micros;
  };
}

/** Where the first of ascending numbers stands that is greater. */
function firstAfter(numbers: readonly number[], than: number): number {
  let from = 0;
  let to = numbers.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((numbers[middle] ?? Infinity) > than) to = middle;
    else from = middle + 1;
  }
  return from;
}

/** Of `2022-10-28T10:00:00.000000…`; NaN where it is not written like that. */
function microsOfDay(time: string): number {
  const hours = digits(time, 11, 2);
  const minutes = digits(time, 14, 2);
  const seconds = digits(time, 17, 2);
  const isTime =
    time[13] === ":" && time[16] === ":" && time[19] === "." && hours < 24 && minutes < 60 && seconds < 60;
  if (!isTime) return Number.NaN;
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000_000 + digits(time, fractionStart, 6);
}

function digits(text: string, start: number, count: number): number {
  let value = 0;
  for (let index = start; index < start + count; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}
