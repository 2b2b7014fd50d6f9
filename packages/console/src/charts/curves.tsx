import { useState } from "preact/hooks";
import uPlot from "uplot";
import { Icon } from "../parts/icon.tsx";
import { duration } from "../units/time.ts";
import type { Chart } from "../wire/index.ts";
import { drawnSeries } from "./metrics.ts";
import { Strip, syncKey } from "./strip.tsx";
import { shift, zoom, type TimeWindow } from "./time-window.ts";

interface CurvesProps {
  readonly chart: Chart;
  readonly window: TimeWindow;
  readonly onFoot: boolean;
  readonly onWindow: (window: TimeWindow) => void;
  /** Seconds since the start under the cursor; null: it has left. */
  readonly onCursor: (seconds: number | null) => void;
}

const keyStep = 0.01;

/** All curves of a workout on one time axis: drag to look closer, one cursor through all, keys for both. */
export function Curves({ chart, window, onFoot, onWindow, onCursor }: CurvesProps) {
  const [cursor, setCursor] = useState<number | null>(null);
  const shown = drawnSeries(chart.series);
  const whole = chart.durationSeconds;
  const isWhole = window.from <= 0 && window.to >= whole;

  function moveCursor(index: number | null): void {
    setCursor(index);
    onCursor(index === null ? null : (chart.time[index] ?? null));
  }

  /** Puts every strip's cursor at a time, as the pointer does. */
  function pointAt(seconds: number): void {
    const [first] = uPlot.sync(syncKey).plots;
    if (first === undefined) return;
    for (const plot of uPlot.sync(syncKey).plots)
      plot.setCursor({ left: plot.valToPos(seconds, "x"), top: 20 }, true);
  }

  function onKey(event: KeyboardEvent): void {
    const now = cursor === null ? (window.from + window.to) / 2 : (chart.time[cursor] ?? window.from);
    const step = (window.to - window.from) * keyStep * (event.shiftKey ? 10 : 1);
    const acts: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => pointAt(Math.max(window.from, now - step)),
      ArrowRight: () => pointAt(Math.min(window.to, now + step)),
      "+": () => onWindow(zoom(window, 0.5, whole, now)),
      "=": () => onWindow(zoom(window, 0.5, whole, now)),
      "-": () => onWindow(zoom(window, 2, whole, now)),
      "0": () => onWindow({ from: 0, to: whole }),
      Escape: () => onWindow({ from: 0, to: whole }),
    };
    const act = acts[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  }

  return (
    <div class="curves">
      <div class="row spread curves-bar">
        <p class="quiet small" role="status">
          {isWhole
            ? `The whole workout, ${duration(whole)}`
            : `${duration(window.from)} to ${duration(window.to)}`}
        </p>
        <div class="row curves-tools">
          <Tool
            label="Earlier"
            icon="left"
            off={window.from <= 0}
            act={() => onWindow(shift(window, -0.5, whole))}
          />
          <Tool
            label="Later"
            icon="right"
            off={window.to >= whole}
            act={() => onWindow(shift(window, 0.5, whole))}
          />
          <Tool label="Zoom in" icon="plus" off={false} act={() => onWindow(zoom(window, 0.5, whole))} />
          <Tool label="Zoom out" icon="minus" off={isWhole} act={() => onWindow(zoom(window, 2, whole))} />
          <Tool label="Show all" icon="reset" off={isWhole} act={() => onWindow({ from: 0, to: whole })} />
        </div>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div
        class="strips"
        tabIndex={0}
        role="group"
        aria-label="Curves. Arrow keys move the cursor, plus and minus zoom, 0 shows all."
        onKeyDown={onKey}
        onTouchMove={(event) => pointFromTouch(event, pointAt)}
      >
        {shown.map((series, index) => (
          <Strip
            key={series.name}
            chart={chart}
            series={series}
            window={window}
            onFoot={onFoot}
            hasTimeAxis={index === shown.length - 1}
            cursor={cursor}
            onCursor={moveCursor}
            onWindow={onWindow}
          />
        ))}
      </div>
      <p class="quiet small curves-hint">
        {cursor === null ? "Drag over a curve to look closer." : `At ${duration(chart.time[cursor] ?? 0)}`}
      </p>
    </div>
  );
}

interface ToolProps {
  readonly label: string;
  readonly icon: "left" | "right" | "plus" | "minus" | "reset";
  readonly off: boolean;
  readonly act: () => void;
}

function Tool({ label, icon, off, act }: ToolProps) {
  return (
    <button type="button" class="button slim" disabled={off} onClick={act} aria-label={label} title={label}>
      <Icon name={icon} />
    </button>
  );
}

/** A finger moves the cursor; the page still scrolls up and down. */
function pointFromTouch(event: TouchEvent, pointAt: (seconds: number) => void): void {
  const touch = event.touches[0];
  const [plot] = uPlot.sync(syncKey).plots;
  if (touch === undefined || plot === undefined) return;
  const { left } = plot.over.getBoundingClientRect();
  pointAt(plot.posToVal(touch.clientX - left, "x"));
}
