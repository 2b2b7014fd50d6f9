import type { PelotonDiscipline } from "@musette/testing";
import type { FormatEvent } from "../../format-event.ts";
import { makeIfitEvent, makePelotonEvent } from "../../generated-events.fixture.ts";

const disciplines: readonly PelotonDiscipline[] = [
  "cycling",
  "bike_bootcamp",
  "running",
  "walking",
  "circuit",
  "caesar",
  "caesar_bootcamp",
  "strength",
  "cardio",
  "yoga",
  "stretching",
  "meditation",
];
const outdoors = ["cycling", "running", "walking"] as const;
const machines = ["bike", "treadmill", "rower", "elliptical", "strength"] as const;
const durationSeconds = 300;

type Titled = readonly [title: string, event: FormatEvent];

/** A workout of every kind that the generators make: with and without gaps, each second or each fifth. */
export const generatedWorkouts: readonly Titled[] = [
  ...disciplines.map((discipline, index): Titled => {
    const options = { hasGaps: index % 2 === 0, everyN: index % 3 === 0 ? 5 : 1 };
    const seed = index + 1;
    return [`Peloton ${discipline}`, makePelotonEvent({ seed, discipline, durationSeconds, ...options })];
  }),
  ...outdoors.map((discipline, index): Titled => {
    const seed = index + 50;
    return [
      `Peloton ${discipline} outdoors`,
      makePelotonEvent({ seed, discipline, durationSeconds, isOutdoor: true }),
    ];
  }),
  ...machines.map((kind, index): Titled => [
    `iFit ${kind}`,
    makeIfitEvent({ seed: index + 70, kind, durationMs: durationSeconds * 1000 }),
  ]),
];
