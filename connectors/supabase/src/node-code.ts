/** The code below `TypeError: fetch failed`, of the first address where several were tried; empty when there is none. */
export function nodeCode(error: unknown): string {
  if (!(error instanceof Error)) return "";
  if (error instanceof AggregateError && !("code" in error)) return nodeCode(error.errors[0]);
  if (error.cause !== undefined) return nodeCode(error.cause);
  return "code" in error ? String(error.code) : "";
}
