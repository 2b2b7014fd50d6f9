import { useEffect, useRef } from "preact/hooks";
import type uPlot from "uplot";
import { distanceUnit, theme } from "../units/preferences.ts";
import type { Chart, ChartSeries } from "../wire/index.ts";
import { createStrip } from "./create-strip.ts";
import { metricOf } from "./metrics.ts";
import { shownLaps } from "./shown-laps.ts";
import type { TimeWindow } from "./time-window.ts";

interface StripProps {
  readonly chart: Chart;
  readonly series: ChartSeries;
  readonly window: TimeWindow;
  readonly hasTimeAxis: boolean;
  readonly onFoot: boolean;
  /** The place of the shared cursor among the points. */
  readonly cursor: number | null;
  readonly onCursor: (index: number | null) => void;
  readonly onWindow: (window: TimeWindow) => void;
}

const stripHeight = 104;
export const syncKey = "musette";

/** One metric's curve with its name, its average and highest, and its value under the cursor. */
export function Strip({
  chart,
  series,
  window,
  hasTimeAxis,
  onFoot,
  cursor,
  onCursor,
  onWindow,
}: StripProps) {
  const holder = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const handlers = useRef({ onCursor, onWindow });
  handlers.current = { onCursor, onWindow };
  const metric = metricOf(series, distanceUnit.value, onFoot);
  const whole = { from: 0, to: chart.durationSeconds };

  // Drawn anew when what it shows, its colours or its units are others; moved when only the window is.
  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    const made = createStrip(element, chart.time, series.values, {
      metric,
      width: element.clientWidth,
      height: stripHeight,
      hasTimeAxis,
      laps: shownLaps(chart.laps),
      window,
      syncKey,
      onCursor: (index) => handlers.current.onCursor(index),
      onChoose: (chosen) => handlers.current.onWindow(chosen),
      onWhole: () => handlers.current.onWindow(whole),
    });
    plot.current = made;
    const observer = new ResizeObserver(() =>
      made.setSize({ width: element.clientWidth, height: made.height }),
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [chart, series, hasTimeAxis, theme.value, distanceUnit.value, onFoot]);

  useEffect(() => {
    plot.current?.setScale("x", { min: window.from, max: window.to });
  }, [window.from, window.to]);

  const here = cursor === null ? null : (series.values[cursor] ?? null);
  const shownHere = here === null ? null : metric.show(here);
  const mean = series.mean === null ? null : metric.show(series.mean);
  // The fastest pace of a curve that is turned over is its lowest value.
  const best = metric.inverted ? series.min : series.max;
  const most = best === null ? null : metric.show(best);
  return (
    <figure class="strip" data-metric={metric.colour}>
      <figcaption>
        <span class="strip-name">{metric.label}</span>
        <span class="strip-value" data-at={shownHere !== null}>
          {(shownHere ?? mean)?.value ?? "–"}
          <span class="unit"> {(shownHere ?? mean)?.unit}</span>
        </span>
        <span class="quiet small strip-note">
          {shownHere === null ? "mean" : "here"}
          {most !== null && ` · ${metric.peak} ${most.value}`}
        </span>
      </figcaption>
      <div ref={holder} class="strip-plot" />
    </figure>
  );
}
