/** Unix milliseconds as Terra writes a time: ISO 8601 with six decimals and an offset. */
export function terraTime(atMs: number): string {
  return new Date(atMs).toISOString().replace("Z", "000+00:00");
}
