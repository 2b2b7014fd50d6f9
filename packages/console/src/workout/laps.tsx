import { shownLaps } from "../charts/shown-laps.ts";
import type { TimeWindow } from "../charts/time-window.ts";
import { distance } from "../units/distance.ts";
import { number } from "../units/numbers.ts";
import { distanceUnit } from "../units/preferences.ts";
import { duration } from "../units/time.ts";
import type { ChartLap } from "../wire/index.ts";

interface LapsProps {
  readonly laps: readonly ChartLap[];
  readonly onChoose: (window: TimeWindow) => void;
}

/** Laps, or the parts of the class's plan. Choosing one looks at it in the curves. */
export function Laps({ laps, onChoose }: LapsProps) {
  const shown = shownLaps(laps);
  const what = shown[0]?.kind === "segment" ? "Part" : "Lap";
  const unit = distanceUnit.value;
  const columns = [
    { title: "From", text: (lap: ChartLap) => duration(lap.fromSeconds) },
    { title: "Time", text: (lap: ChartLap) => duration(lap.toSeconds - lap.fromSeconds) },
    {
      title: unit,
      text: ({ distanceMeters }: ChartLap) =>
        distanceMeters === null ? null : distance(distanceMeters, unit).value,
    },
    {
      title: "W",
      text: ({ averageWatts }: ChartLap) => (averageWatts === null ? null : number(averageWatts)),
    },
    {
      title: "bpm",
      text: ({ averageHeartRateBpm }: ChartLap) =>
        averageHeartRateBpm === null ? null : number(averageHeartRateBpm),
    },
  ].filter(({ text }) => shown.some((lap) => text(lap) !== null));
  return (
    <section aria-labelledby="laps-heading">
      <h2 id="laps-heading" class="heading">
        {what === "Part" ? "Parts of the class" : "Laps"}
      </h2>
      <div class="table-frame">
        <table class="laps">
          <thead>
            <tr>
              <th scope="col">{what}</th>
              {columns.map(({ title }) => (
                <th scope="col" class="number" key={title}>
                  {title}
                </th>
              ))}
              <th scope="col">
                <span class="visually-hidden">Look at it</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((lap, index) => {
              const name = lap.name ?? `${what} ${index + 1}`;
              return (
                <tr key={String(index)}>
                  <th scope="row">{name}</th>
                  {columns.map(({ title, text }) => (
                    <td class="number" key={title}>
                      {text(lap) ?? "–"}
                    </td>
                  ))}
                  <td class="number">
                    <button
                      type="button"
                      class="button slim"
                      aria-label={`Look at ${name} in the curves`}
                      onClick={() => {
                        onChoose({ from: lap.fromSeconds, to: lap.toSeconds });
                        document.getElementById("curves-heading")?.scrollIntoView();
                      }}
                    >
                      Look
                    </button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
