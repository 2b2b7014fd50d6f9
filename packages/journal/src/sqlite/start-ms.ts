const hasOffset = /(?:Z|[+-]\d{2}:?\d{2})$/i;
const hasTime = /T\d/i;

/**
 * An item's start in Unix milliseconds, undefined when it has none that can be read. A start without
 * an offset is the person's local time (Terra), of which nothing more is known: it is read as UTC.
 */
export function startMs(startTime: string | null): number | undefined {
  if (startTime === null) return undefined;
  const ms = Date.parse(hasOffset.test(startTime) || !hasTime.test(startTime) ? startTime : `${startTime}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}
