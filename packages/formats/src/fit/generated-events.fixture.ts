import type { NormalizedEvent } from "@musette/core";
import { normalize } from "@musette/normalizer";
import {
  generateIfitLog,
  generateIfitWebLog,
  generatePelotonWorkout,
  type PelotonDiscipline,
} from "@musette/testing";
import type { FormatEvent } from "../format-event.ts";
import { formatEvent } from "./format-event.fixture.ts";

const context = { user: { userId: "rider", referenceId: null }, orderedAtMs: null };

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
const outdoors: readonly PelotonDiscipline[] = ["cycling", "running", "walking"];
const machines = ["bike", "treadmill", "rower", "elliptical", "strength"] as const;
const durationSeconds = 600;

/** One workout of every kind that the generators make, with and without pauses, by a title. */
export const generatedEvents: readonly (readonly [title: string, event: FormatEvent])[] = [
  ...disciplines.flatMap((discipline, index) => [
    peloton(`Peloton ${discipline}`, { seed: 100 + index, discipline, hasGaps: false }),
    peloton(`Peloton ${discipline} with pauses`, { seed: 200 + index, discipline, hasGaps: true }),
  ]),
  ...outdoors.map((discipline, index) =>
    peloton(`Peloton ${discipline} outdoors`, { seed: 300 + index, discipline, isOutdoor: true }),
  ),
  ...machines.map((kind, index): [string, FormatEvent] => [
    `iFit ${kind}`,
    only(normalize("ifit", generateIfitLog({ seed: 400 + index, kind }), context).events),
  ]),
  [
    "iFit web log",
    only(normalize("ifit", generateIfitWebLog({ seed: 500, kind: "treadmill" }), context).events),
  ],
];

function peloton(
  title: string,
  options: Parameters<typeof generatePelotonWorkout>[0],
): [title: string, event: FormatEvent] {
  const payload = generatePelotonWorkout({ durationSeconds, ...options });
  return [title, only(normalize("peloton", payload, context).events)];
}

function only([event]: readonly NormalizedEvent[]): FormatEvent {
  if (event === undefined) throw new Error("the generator made no workout");
  return formatEvent(event);
}
