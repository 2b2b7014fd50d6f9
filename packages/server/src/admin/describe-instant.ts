/** ISO 8601 in UTC; null stays null. */
export function describeInstant(atMs: number): string;
export function describeInstant(atMs: number | null): string | null;
export function describeInstant(atMs: number | null): string | null {
  return atMs === null ? null : new Date(atMs).toISOString();
}
