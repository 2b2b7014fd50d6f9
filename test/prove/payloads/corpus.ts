import { makeFileEnvelope } from "@musette/normalizer";
import {
  generateIfitLog,
  generatePelotonWorkout,
  seededRandom,
  type PelotonDiscipline,
} from "@musette/testing";
import { realisticPayloads } from "../../../packages/normalizer/src/normalize.fixture.ts";
import {
  fullAthlete,
  fullItem,
  itemSchemas,
  terraWebhook,
  type ItemType,
} from "../../contract/terra-payloads.ts";
import { historyCsv, workoutFiles } from "../../e2e/files/workout-files.ts";
import { fileSources, type FileSource, type JsonSource, type PayloadSource } from "./payload-source.ts";

const disciplines = ["cycling", "running", "walking", "strength", "yoga"] as const;
const kinds = ["bike", "treadmill", "rower", "elliptical", "strength"] as const;
const itemTypes = Object.keys(itemSchemas) as ItemType[];

/** Payloads of real shapes, short so that many can be tried: JSON as values, files as bytes. */
export function jsonCorpus(source: JsonSource, seed: number): readonly unknown[] {
  const random = seededRandom(seed);
  switch (source) {
    case "peloton":
      return [
        realisticPayloads.peloton,
        ...disciplines.map((discipline: PelotonDiscipline) =>
          generatePelotonWorkout({
            seed: random.integer(0, 1e6),
            discipline,
            durationSeconds: 40,
            isOutdoor: discipline !== "strength" && discipline !== "yoga" && random.chance(0.5),
          }),
        ),
      ];
    case "ifit":
      return [
        realisticPayloads.ifit,
        ...kinds.map((kind) => generateIfitLog({ seed: random.integer(0, 1e6), kind, durationMs: 40_000 })),
      ];
    case "terra":
      return [
        realisticPayloads.terra,
        ...itemTypes.map((type) =>
          terraWebhook(type, "somebody", [fullItem(type, "2024-03-01T06:00:00.000000+02:00")]),
        ),
        {
          type: "athlete",
          user: { user_id: "somebody", provider: "PELOTON" },
          athlete: fullAthlete(),
          version: "2022-03-16",
        },
        ...["auth", "deauth", "user_reauth", "access_revoked", "connection_error", "processing"].map(
          (type) => ({
            type,
            status: "success",
            user: { user_id: "somebody", provider: "PELOTON", reference_id: "me" },
            old_user: { user_id: "somebody", provider: "PELOTON" },
            new_user: { user_id: "somebody else", provider: "PELOTON" },
            reference_id: "me",
            widget_session_id: "w",
            version: "2022-03-16",
          }),
        ),
      ];
  }
}

export interface SampleFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export function fileCorpus(source: FileSource, seed: number): readonly SampleFile[] {
  const seeds = [seed % 1_000, (seed + 1) % 1_000];
  switch (source) {
    case "fit":
      return seeds.map((one) => ({ name: "ride.fit", bytes: workoutFiles(one).fit }));
    case "tcx":
      return seeds.map((one) => ({ name: "ride.tcx", bytes: workoutFiles(one).tcx }));
    case "csv":
      return [
        {
          name: "history.csv",
          bytes: Buffer.from(historyCsv(["2026-01-05 06:30 (UTC)", "2026-01-06 06:30 (EST)"])),
        },
      ];
  }
}

/** The payload that the server makes of an uploaded file. */
export function fileEnvelope(file: SampleFile): unknown {
  return makeFileEnvelope([file], null);
}

export function isFileSource(source: PayloadSource): source is FileSource {
  return fileSources.some((one) => one === source);
}
