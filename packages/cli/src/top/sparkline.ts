const bars = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/** The last `width` counts as bars, the highest of them full. Nothing is a line, and one is more than a line. */
export function sparkline(counts: readonly number[], width: number): string {
  const shown = width > 0 ? counts.slice(-width) : [];
  const most = Math.max(1, ...shown);
  const top = bars.length - 1;
  return shown.map((count) => bars[count <= 0 ? 0 : Math.max(1, Math.round((count / most) * top))]).join("");
}
