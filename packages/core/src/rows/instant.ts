const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** An ISO 8601 time, read once. */
interface ReadTime {
  /** Since the epoch; without an offset as if the time were UTC. */
  readonly ms: number;
  readonly hasOffset: boolean;
}

/**
 * The instant of an ISO 8601 time, to the millisecond. Null where it names no instant: without an
 * offset it is the user's local time, somewhere.
 */
export function instant(time: string | null): Date | null {
  const read = readTime(time);
  return read?.hasOffset === true ? new Date(read.ms) : null;
}

/** Seconds from one time to a later one. Without offsets both are taken to be in the same zone. */
export function secondsBetween(start: string | null, end: string | null): number | null {
  return secondsSince(start)(end);
}

/** The same from one start to many times: the start is read once. */
export function secondsSince(start: string | null): (end: string | null) => number | null {
  const from = readTime(start);
  return function secondsUntil(end) {
    const to = from === null ? null : readTime(end);
    if (from === null || to === null || from.hasOffset !== to.hasOffset) return null;
    return (to.ms - from.ms) / 1_000;
  };
}

function readTime(time: string | null): ReadTime | null {
  const match = time === null ? null : isoTime.exec(time);
  if (time === null || match === null) return null;
  const hasOffset = match[1] !== undefined;
  const ms = Date.parse(hasOffset ? time : `${time}Z`);
  return Number.isNaN(ms) ? null : { ms, hasOffset };
}
