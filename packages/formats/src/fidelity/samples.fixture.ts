import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { groupFiles, makeFileEnvelope, normalize } from "@musette/normalizer";
import { generatePelotonWorkout } from "@musette/testing";
import { generatedEvents } from "../fit/generated-events.fixture.ts";
import { formatEvent } from "../fit/format-event.fixture.ts";
import type { FormatEvent } from "../format-event.ts";
import { rawSeries, type RawSeries } from "./raw-series.fixture.ts";

export interface Sample {
  readonly name: string;
  readonly event: FormatEvent;
  /** What the payload itself says, read apart from the normalizer; null where it is of a kind that is not read so. */
  readonly raw: RawSeries | null;
}

const context = { user: { userId: "rider", referenceId: null }, orderedAtMs: null };

/** The activities of every file of a folder; without one those of the generator. */
export function readSamples(folder: string | undefined): readonly Sample[] {
  if (folder === undefined) return generatedSamples();
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted();
  const jsons = files.filter((file) => file.endsWith(".json"));
  const workouts = files.filter((file) => /\.(fit|tcx|csv)$/i.test(file));
  return [
    ...jsons.flatMap((file) => fromJson(file, JSON.parse(readFileSync(path.join(folder, file), "utf8")))),
    ...[...Map.groupBy(workouts, (file) => path.dirname(file)).values()].flatMap((group) =>
      fromFiles(folder, group),
    ),
  ];
}

function generatedSamples(): readonly Sample[] {
  const ride = generatePelotonWorkout({ seed: 7, hasGaps: false });
  return [
    ...generatedEvents.map(([name, event]) => ({ name, event, raw: null })),
    ...fromJson("Peloton cycling, as it came", ride),
  ];
}

/** Tried as what each vendor's API returns; what is no workout, as an account or a list, gives none. */
function fromJson(name: string, payload: unknown): readonly Sample[] {
  for (const source of ["peloton", "ifit"] as const) {
    try {
      const { events } = normalize(source, payload, context);
      if (events.length > 0) return toSamples(name, events, rawSeries(payload));
    } catch {
      // Of the other vendor, or no workout.
    }
  }
  return [];
}

function fromFiles(folder: string, names: readonly string[]): readonly Sample[] {
  return groupFiles(names).flatMap((group) => {
    const files = group.map((name) => ({
      name: path.basename(name),
      bytes: new Uint8Array(readFileSync(path.join(folder, name))),
    }));
    const { events } = normalize("file", makeFileEnvelope(files, "UTC"), context);
    return toSamples(group.join(" + "), events, null);
  });
}

function toSamples(
  name: string,
  events: ReturnType<typeof normalize>["events"],
  raw: RawSeries | null,
): readonly Sample[] {
  return events.map((event, index) => ({
    name: events.length === 1 ? name : `${name} ${index}`,
    event: formatEvent(event),
    raw: events.length === 1 ? raw : null,
  }));
}
