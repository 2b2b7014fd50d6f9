import type { FormatEvent } from "../format-event.ts";
import type { Measured, SecondValues } from "./measured.fixture.ts";
import { formats } from "./read-formats.fixture.ts";

const panels = [
  { field: "watts", title: "Power, W" },
  { field: "hr_bpm", title: "Heart rate, bpm" },
  { field: "cadence_rpm", title: "Cadence, rpm" },
] as const;
/** Widest below, narrowest above, so that each is seen where they overlay. */
const layers = [
  { format: "json", color: "#c7dcf5", width: 7 },
  { format: "parquet", color: "#4a8fe0", width: 3.5 },
  { format: "fit", color: "#10233f", width: 1 },
] as const;
const width = 960;
const left = 64;
const panelHeight = 150;

export interface Overlay {
  readonly svg: string;
  /** The largest difference from JSON of each series, by field, over the other two formats. */
  readonly differences: Readonly<Record<string, number>>;
}

/** Draws power, heart rate and cadence of one activity as read from its JSON, Parquet and FIT. */
export async function drawOverlay(event: FormatEvent): Promise<Overlay> {
  const read = new Map<string, Measured>();
  for (const { format } of layers) {
    const measured = await formats[format]?.(event);
    if (measured !== undefined) read.set(format, measured);
  }
  const shown = panels.filter(({ field }) => read.get("json")?.series.has(field));
  const legend = layers.map(
    ({ format, color, width: stroke }, index) =>
      `<line x1="${left + index * 110}" x2="${left + 30 + index * 110}" y1="18" y2="18" stroke="${color}" stroke-width="${stroke}"/><text x="${left + 36 + index * 110}" y="22">${format}</text>`,
  );
  const drawn = shown.map(({ field, title }, index) => {
    const series = layers.map(
      ({ format }) => read.get(format)?.series.get(field) ?? new Map<number, number>(),
    );
    return drawPanel(title, series, 40 + index * (panelHeight + 40));
  });
  const height = 40 + shown.length * (panelHeight + 40);
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="#fff"/>${legend.join("")}${drawn.join("")}</svg>\n`,
    differences: Object.fromEntries(
      shown.map(({ field }) => [
        field,
        Math.max(...layers.slice(1).map(({ format }) => difference(read, format, field))),
      ]),
    ),
  };
}

function difference(read: ReadonlyMap<string, Measured>, format: string, field: string): number {
  const [given, found] = ["json", format].map((name) => read.get(name)?.series.get(field));
  if (given === undefined || given.size !== found?.size) return Infinity;
  return Math.max(...[...given].map(([second, value]) => Math.abs((found.get(second) ?? Infinity) - value)));
}

function drawPanel(title: string, series: readonly SecondValues[], top: number): string {
  const points = series.flatMap((values) => [...values]);
  const seconds = points.map(([second]) => second);
  const values = points.map(([, value]) => value);
  const range = { from: Math.min(...seconds), to: Math.max(...seconds), most: Math.max(...values) };
  const x = (second: number) =>
    left + ((second - range.from) / Math.max(1, range.to - range.from)) * (width - left - 16);
  const y = (value: number) => top + panelHeight - (value / (range.most || 1)) * panelHeight;
  const lines = layers.map(({ format, color, width: stroke }, index) => {
    const at = [...(series[index] ?? [])].map(
      ([second, value]) => `${x(second).toFixed(1)},${y(value).toFixed(1)}`,
    );
    return `<polyline data-format="${format}" points="${at.join(" ")}" fill="none" stroke="${color}" stroke-width="${stroke}" stroke-linejoin="round"/>`;
  });
  const axis = `<path d="M${left} ${top}V${top + panelHeight}H${width - 16}" fill="none" stroke="#888"/>`;
  const labels = `<text x="${left}" y="${top - 6}">${title}</text><text x="${left - 6}" y="${top + 8}" text-anchor="end">${Math.round(range.most)}</text><text x="${left - 6}" y="${top + panelHeight}" text-anchor="end">0</text><text x="${width - 16}" y="${top + panelHeight + 16}" text-anchor="end">${Math.round((range.to - range.from) / 60)} min</text>`;
  return `<g>${axis}${labels}${lines.join("")}</g>`;
}
