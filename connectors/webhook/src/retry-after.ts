/**
 * The `Retry-After` header, seconds or an HTTP date, as milliseconds from now; undefined when it is
 * absent or neither.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
 */
export function retryAfterMs(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  // Every form of an HTTP date starts with the day of the week; Date.parse takes far more than those, and
  // takes the oldest form, which does not say GMT, for local time.
  if (!/^[A-Z][a-z]{2,8},? /.test(value)) return undefined;
  const atMs = Date.parse(value.endsWith(" GMT") ? value : `${value} GMT`);
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs);
}
