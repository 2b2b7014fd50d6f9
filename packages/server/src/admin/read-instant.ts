const form = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/**
 * Unix milliseconds of a date (`2026-03-01`, midnight UTC), a time with its offset
 * (`2026-03-01T08:00:00+01:00`) or Unix seconds; undefined for anything else.
 */
export function readInstant(text: string): number | undefined {
  if (/^\d{9,11}$/.test(text)) return Number(text) * 1000;
  const atMs = form.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(atMs)) return undefined;
  // V8 takes February 30 for March 1 or 2.
  const date = text.slice(0, 10);
  return new Date(Date.parse(date)).toISOString().startsWith(date) ? atMs : undefined;
}
