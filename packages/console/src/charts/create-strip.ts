import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { ChartLap } from "../wire/index.ts";
import type { Metric } from "./metrics.ts";
import { roundTicks } from "./round-ticks.ts";
import type { TimeWindow } from "./time-window.ts";
import { duration } from "../units/time.ts";

export interface StripOptions {
  readonly metric: Metric;
  readonly width: number;
  readonly height: number;
  /** Only the lowest strip says what time it is. */
  readonly hasTimeAxis: boolean;
  readonly laps: readonly ChartLap[];
  readonly window: TimeWindow;
  readonly syncKey: string;
  /** The cursor's place among the points; null: it has left. */
  readonly onCursor: (index: number | null) => void;
  /** A part was chosen by dragging. */
  readonly onChoose: (window: TimeWindow) => void;
  readonly onWhole: () => void;
}

/** Pixels left of every strip, the same for all, so that one second lies above the other. */
const axisWidth = 52;
const timeAxisHeight = 26;

/** One curve over the shared time axis. */
export function createStrip(
  parent: HTMLElement,
  time: readonly number[],
  values: readonly (number | null)[],
  options: StripOptions,
): uPlot {
  const style = getComputedStyle(parent);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const { metric, hasTimeAxis, window } = options;
  const line = colour(metric.colour);
  const axisFont = `11px ${style.getPropertyValue("--text")}`;
  const stepped = metric.stepped ? uPlot.paths.stepped?.({ align: 1 }) : undefined;
  return new uPlot(
    {
      width: options.width,
      height: options.height + (hasTimeAxis ? timeAxisHeight : 0),
      padding: [8, 18, hasTimeAxis ? 0 : 8, 0],
      legend: { show: false },
      select: { show: true, left: 0, top: 0, width: 0, height: 0 },
      cursor: {
        sync: { key: options.syncKey, setSeries: false },
        drag: { x: true, y: false, setScale: false, dist: 6 },
        focus: { prox: -1 },
        points: { size: 8, fill: line, stroke: colour("paper"), width: 2 },
        bind: {
          dblclick: () => () => {
            options.onWhole();
            return null;
          },
        },
      },
      scales: {
        x: { time: false, min: window.from, max: window.to, auto: false },
        y: { dir: metric.inverted ? -1 : 1, range: (_, low, high) => rangeOf(low, high) },
      },
      axes: [
        {
          show: hasTimeAxis,
          size: timeAxisHeight,
          stroke: colour("quiet"),
          font: axisFont,
          grid: { show: false },
          ticks: { stroke: colour("line"), size: 4 },
          space: 70,
          incrs: [1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200],
          values: (_, ticks) => ticks.map((seconds) => duration(seconds)),
        },
        {
          size: axisWidth,
          stroke: colour("quiet"),
          font: axisFont,
          grid: { stroke: colour("line"), width: 1, dash: [2, 4] },
          ticks: { show: false },
          splits: (_, __, low, high) => roundTicks(metric.scale, low, high),
          values: (_, ticks) => ticks.map((value) => metric.show(value).value),
        },
      ],
      series: [
        {},
        {
          stroke: line,
          width: 1.6,
          // The colour with an alpha of an eighth.
          fill: metric.inverted ? "transparent" : `${line}1f`,
          points: { show: false },
          ...(stepped === undefined ? {} : { paths: stepped }),
        },
      ],
      hooks: {
        drawClear: [(plot) => drawLaps(plot, options.laps, colour("sunk"), colour("line"))],
        setCursor: [({ cursor }) => options.onCursor(cursor.idx ?? null)],
        setSelect: [
          (plot) => {
            const { left, width } = plot.select;
            if (width <= 0) return;
            plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            options.onChoose({ from: plot.posToVal(left, "x"), to: plot.posToVal(left + width, "x") });
          },
        ],
      },
    },
    [time, values] as unknown as uPlot.AlignedData,
    parent,
  );
}

/** Room above and below; a flat curve lies in the middle. */
function rangeOf(low: number | null, high: number | null): uPlot.Range.MinMax {
  if (low === null || high === null) return [0, 1];
  const room = Math.max((high - low) * 0.12, Math.abs(high) * 0.02, 0.5);
  return [low >= 0 ? Math.max(0, low - room) : low - room, high + room];
}

/** Every other lap on a darker ground, and a line where each begins. */
function drawLaps(plot: uPlot, laps: readonly ChartLap[], ground: string, edge: string): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const [index, lap] of laps.entries()) {
    const from = plot.valToPos(lap.fromSeconds, "x", true);
    const to = plot.valToPos(lap.toSeconds, "x", true);
    if (index % 2 === 1) {
      ctx.globalAlpha = 0.5;
      ctx.fillStyle = ground;
      ctx.fillRect(from, bbox.top, to - from, bbox.height);
      ctx.globalAlpha = 1;
    }
    ctx.fillStyle = edge;
    ctx.fillRect(Math.round(from), bbox.top, 1, bbox.height);
  }
  ctx.restore();
}
