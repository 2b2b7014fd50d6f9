const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/;
const offset = /(Z|[+-]\d{2}:?\d{2})$/;

/**
 * The instant of an ISO 8601 time, to the millisecond. Null where it names no instant: without an
 * offset it is the user's local time, somewhere.
 */
export function instant(time: string | null): Date | null {
  return time !== null && offset.test(time) ? parse(time) : null;
}

/** Seconds from one time to a later one. Without offsets both are taken to be in the same zone. */
export function secondsBetween(start: string | null, end: string | null): number | null {
  if (start === null || end === null || offset.test(start) !== offset.test(end)) return null;
  const from = parse(inSomeZone(start));
  const to = parse(inSomeZone(end));
  return from === null || to === null ? null : (to.getTime() - from.getTime()) / 1_000;
}

function inSomeZone(time: string): string {
  return offset.test(time) ? time : `${time}Z`;
}

function parse(time: string): Date | null {
  if (!isoTime.test(time)) return null;
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? null : date;
}
