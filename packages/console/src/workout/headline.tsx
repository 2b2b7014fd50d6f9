import { metricOf } from "../charts/metrics.ts";
import { Figure } from "../parts/figure.tsx";
import { distance, pace } from "../units/distance.ts";
import { number } from "../units/numbers.ts";
import { distanceUnit } from "../units/preferences.ts";
import { duration } from "../units/time.ts";
import type { Chart, ChartSeries, EventView } from "../wire/index.ts";
import { isOnFoot } from "./is-on-foot.ts";

interface HeadlineProps {
  readonly event: EventView;
  readonly chart: Chart | null;
}

/** Averages that are told although the event's details do not have them. */
const alsoTold = [
  "cadence_rpm",
  "stroke_rate_strokes_per_minute",
  "resistance_percentage",
  "resistance_level",
  "incline_percentage",
];

/** The numbers that people look for first. What the source did not state is left out. */
export function Headline({ event: { details }, chart }: HeadlineProps) {
  if (details === null) return null;
  const unit = distanceUnit.value;
  const onFoot = isOnFoot(details);
  const { durationSeconds, distanceMeters, averageWatts, averageHeartRateBpm, calories } = details;
  const meanSpeed = distanceMeters !== null && durationSeconds ? distanceMeters / durationSeconds : 0;
  return (
    <dl class="figures headline">
      {durationSeconds !== null && <Figure label="Time" value={duration(durationSeconds)} />}
      {distanceMeters !== null && <Figure label="Distance" {...distance(distanceMeters, unit)} />}
      {onFoot && meanSpeed > 0 && <Figure label="Pace" metric="speed" {...pace(meanSpeed, unit)} />}
      {averageWatts !== null && (
        <Figure
          label="Power"
          metric="power"
          value={number(averageWatts)}
          unit="W"
          {...highest(seriesNamed(chart, "watts"), number)}
        />
      )}
      {averageHeartRateBpm !== null && (
        <Figure
          label="Heart rate"
          metric="heart"
          value={number(averageHeartRateBpm)}
          unit="bpm"
          {...highest(seriesNamed(chart, "hr_bpm"), number)}
        />
      )}
      {alsoTold.map((name) => {
        const series = seriesNamed(chart, name);
        if (typeof series?.mean !== "number") return null;
        const metric = metricOf(series, unit, onFoot);
        return (
          <Figure
            key={name}
            label={metric.label}
            metric={metric.colour}
            {...metric.show(series.mean)}
            {...highest(series, (value) => metric.show(value).value)}
          />
        );
      })}
      {calories !== null && <Figure label="Energy" value={number(calories)} unit="kcal" />}
    </dl>
  );
}

function seriesNamed(chart: Chart | null, name: string): ChartSeries | undefined {
  return chart?.series.find((series) => series.name === name);
}

function highest(
  series: ChartSeries | undefined,
  show: (value: number) => string,
): { readonly note?: string } {
  return typeof series?.max !== "number" ? {} : { note: `highest ${show(series.max)}` };
}
