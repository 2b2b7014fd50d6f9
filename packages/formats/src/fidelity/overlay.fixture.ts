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
const plot = { left: 56, right: 944, height: 132 } as const;
const legendHeight = 44;
const panelHeight = plot.height + 56;
const gray = { grid: "#e6e9ee", text: "#4a5361" } as const;

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
  const legend = layers.map(({ format, color, width: stroke }, index) => {
    const x = plot.left + index * 110;
    return `<path d="M${x} 22h32" stroke="${color}" stroke-width="${stroke}"/><text x="${x + 40}" y="26">${format}</text>`;
  });
  const drawn = shown.map(({ field, title }, index) => {
    const series = layers.map(
      ({ format }) => read.get(format)?.series.get(field) ?? new Map<number, number>(),
    );
    return drawPanel(title, series, legendHeight + 24 + index * panelHeight);
  });
  const height = legendHeight + shown.length * panelHeight;
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="${gray.text}"><rect width="100%" height="100%" fill="#fff"/>${legend.join("")}${drawn.join("")}</svg>\n`,
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
  const from = Math.min(...seconds);
  const duration = Math.max(1, Math.max(...seconds) - from);
  const ticks = roundTicks(points.map(([, value]) => value));
  const [least = 0] = ticks;
  const most = ticks.at(-1) ?? 1;
  const bottom = top + plot.height;
  const x = (second: number) => plot.left + ((second - from) / duration) * (plot.right - plot.left);
  const y = (value: number) => bottom - ((value - least) / (most - least)) * plot.height;

  const grid = ticks.map(
    (tick) =>
      `<path d="M${plot.left} ${y(tick).toFixed(1)}H${plot.right}" stroke="${gray.grid}"/><text x="${plot.left - 8}" y="${(y(tick) + 4).toFixed(1)}" text-anchor="end">${tick}</text>`,
  );
  const everyMinutes = stepOf(duration / 60 / 6);
  const minutes = Array.from(
    { length: Math.floor(duration / 60 / everyMinutes) + 1 },
    (_, index) => index * everyMinutes,
  );
  const times = minutes.map(
    (minute) =>
      `<text x="${x(from + minute * 60).toFixed(1)}" y="${bottom + 18}" text-anchor="middle">${minute} min</text>`,
  );
  const lines = layers.map(({ format, color, width: stroke }, index) => {
    const at = [...(series[index] ?? [])].map(
      ([second, value]) => `${x(second).toFixed(1)},${y(value).toFixed(1)}`,
    );
    return `<polyline data-format="${format}" points="${at.join(" ")}" fill="none" stroke="${color}" stroke-width="${stroke}" stroke-linejoin="round"/>`;
  });
  return `<g><text x="${plot.left}" y="${top - 8}" font-weight="bold">${title}</text>${grid.join("")}${times.join("")}${lines.join("")}</g>`;
}

/** Round numbers, three steps or so, around all values. */
function roundTicks(values: readonly number[]): readonly number[] {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const step = stepOf((most - least) / 3 || 1);
  const first = Math.floor(least / step);
  const last = Math.max(first + 1, Math.ceil(most / step));
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

/** The next of 1, 2, 5, 10, 20, … that is not smaller. */
function stepOf(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((times) => times * power).find((step) => step >= least) ?? 10 * power;
}
