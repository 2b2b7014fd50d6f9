import type { SourceName } from "@musette/core";
import { generateIfitLog, generatePelotonWorkout, type PelotonDiscipline } from "@musette/testing/samples";

interface DemoWorkout {
  readonly source: SourceName;
  readonly title: string;
  readonly payload: unknown;
}

const dayMs = 86_400_000;

/** A made-up week that ends yesterday: rides, runs, a row, strength and yoga, some from each vendor. */
export function demoWeek(nowMs: number): readonly DemoWorkout[] {
  const dayStartMs = Math.floor(nowMs / dayMs) * dayMs;
  /** `daysAgo` days before today, at `hour` UTC. */
  const at = (daysAgo: number, hour: number) => dayStartMs - daysAgo * dayMs + hour * 3_600_000;
  const peloton = (
    discipline: PelotonDiscipline,
    title: string,
    startMs: number,
    minutes: number,
  ): DemoWorkout => ({
    source: "peloton",
    title,
    payload: generatePelotonWorkout({
      seed: startMs / 1000,
      discipline,
      startTimeSeconds: startMs / 1000,
      durationSeconds: minutes * 60,
    }),
  });
  const ifit = (
    kind: "bike" | "treadmill" | "rower",
    title: string,
    startMs: number,
    minutes: number,
  ): DemoWorkout => ({
    source: "ifit",
    title,
    payload: generateIfitLog({ seed: startMs / 1000, kind, startMs, durationMs: minutes * 60_000 }),
  });
  return [
    peloton("cycling", "a ride", at(7, 6), 45),
    peloton("strength", "strength", at(7, 7), 20),
    ifit("treadmill", "a treadmill run", at(6, 17), 30),
    peloton("yoga", "yoga", at(5, 6), 30),
    peloton("cycling", "intervals", at(4, 6), 30),
    ifit("bike", "a bike climb", at(3, 18), 40),
    peloton("caesar", "a row", at(2, 6), 20),
    peloton("running", "a tread run", at(1, 7), 30),
    peloton("cycling", "a recovery ride", at(1, 18), 20),
  ];
}
