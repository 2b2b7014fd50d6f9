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

/** A payload of every kind that the generators make, with and without pauses, by a title. */
export const generatedPayloads: readonly (readonly [title: string, payload: unknown])[] = [
  ...disciplines.flatMap((discipline, index) => [
    peloton(`Peloton ${discipline}`, { seed: 100 + index, discipline, hasGaps: false }),
    peloton(`Peloton ${discipline} with pauses`, { seed: 200 + index, discipline, hasGaps: true }),
  ]),
  ...outdoors.map((discipline, index) =>
    peloton(`Peloton ${discipline} outdoors`, { seed: 300 + index, discipline, isOutdoor: true }),
  ),
  ...machines.map((kind, index) => [`iFit ${kind}`, generateIfitLog({ seed: 400 + index, kind })] as const),
  ["iFit web log", generateIfitWebLog({ seed: 500, kind: "treadmill" })],
];

/** One workout of every kind that the generators make, by a title. */
export const generatedEvents: readonly (readonly [title: string, event: FormatEvent])[] =
  generatedPayloads.map(([title, payload]) => {
    const source = title.startsWith("Peloton") ? "peloton" : "ifit";
    return [title, only(normalize(source, payload, context).events)];
  });

function peloton(
  title: string,
  options: Parameters<typeof generatePelotonWorkout>[0],
): readonly [title: string, payload: unknown] {
  return [title, generatePelotonWorkout({ durationSeconds, ...options })];
}

function only([event]: readonly NormalizedEvent[]): FormatEvent {
  if (event === undefined) throw new Error("the generator made no workout");
  return formatEvent(event);
}
