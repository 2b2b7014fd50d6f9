import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { IngestError } from "@musette/core";
import { groupFiles, makeFileEnvelope, normalize } from "@musette/normalizer";
import { generatedPayloads } from "../fit/generated-events.fixture.ts";
import { formatEvent } from "../fit/format-event.fixture.ts";
import type { FormatEvent } from "../format-event.ts";
import { ifitFileFacts } from "./raw/ifit-files.fixture.ts";
import { ifitJsonFacts } from "./raw/ifit-json.fixture.ts";
import { generatedFiles } from "./raw/generated-files.fixture.ts";
import { pelotonHistoryFacts } from "./raw/peloton-history.fixture.ts";
import { pelotonJsonFacts } from "./raw/peloton-json.fixture.ts";
import type { RawFacts } from "./raw/raw-facts.fixture.ts";

export interface Sample {
  readonly name: string;
  readonly event: FormatEvent;
  /** What the payload itself says, read apart from the normalizer. */
  readonly raw: RawFacts;
}

const context = { user: { userId: "rider", referenceId: null }, orderedAtMs: null };

/** The activities of every file of a folder; without one those of the generator. */
export function readSamples(folder: string | undefined): readonly Sample[] {
  if (folder === undefined) return generatedSamples();
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted();
  const jsons = files.filter((file) => file.endsWith(".json"));
  const workouts = files.filter((file) => /\.(tcx|csv)$/i.test(file));
  return [
    ...jsons.flatMap((file) => fromJson(file, JSON.parse(readFileSync(path.join(folder, file), "utf8")))),
    ...[...Map.groupBy(workouts, (file) => path.dirname(file)).values()].flatMap((group) =>
      fromFiles(group, (name) => readFileSync(path.join(folder, name), "utf8")),
    ),
  ];
}

function generatedSamples(): readonly Sample[] {
  return [
    ...generatedPayloads.flatMap(([name, payload]) => fromJson(name, payload)),
    ...fromFiles(Object.keys(generatedFiles), (name) => generatedFiles[name] ?? ""),
  ];
}

/** Tried as what each vendor's API returns; what is no workout, as an account or a list, gives none. */
function fromJson(name: string, payload: unknown): readonly Sample[] {
  for (const source of ["peloton", "ifit"] as const) {
    try {
      const { events } = normalize(source, payload, context);
      const facts = source === "peloton" ? pelotonJsonFacts(payload) : ifitJsonFacts(payload);
      if (events.length > 0) return toSamples(name, events, facts);
    } catch (error) {
      // Of the other vendor, or no workout.
      if (!IngestError.is(error)) throw error;
    }
  }
  return [];
}

function fromFiles(names: readonly string[], read: (name: string) => string): readonly Sample[] {
  return groupFiles(names).flatMap((group) => {
    const texts = group.map((name) => read(name));
    const files = group.map((name, index) => ({
      name: path.basename(name),
      bytes: new TextEncoder().encode(texts[index]),
    }));
    const { events } = normalize("file", makeFileEnvelope(files, "UTC"), context);
    return toSamples(group.join(" + "), events, fileFacts(group, texts));
  });
}

function fileFacts(names: readonly string[], texts: readonly string[]): readonly RawFacts[] | null {
  const textOf = (ending: RegExp) => texts.find((_, index) => ending.test(names[index] ?? "")) ?? null;
  const tcx = textOf(/\.tcx$/i);
  const csv = textOf(/\.csv$/i);
  return tcx === null ? pelotonHistoryFacts(csv ?? "") : [ifitFileFacts(tcx, csv)];
}

function toSamples(
  name: string,
  events: ReturnType<typeof normalize>["events"],
  facts: readonly RawFacts[] | null,
): readonly Sample[] {
  return events.map((event, index) => {
    const raw = facts?.[index];
    if (raw === undefined || facts?.length !== events.length) {
      throw new Error(
        `${name}: ${events.length} activities, of which ${facts?.length ?? 0} can be read apart`,
      );
    }
    return { name: events.length === 1 ? name : `${name} ${index}`, event: formatEvent(event), raw };
  });
}
