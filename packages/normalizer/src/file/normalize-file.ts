import { IngestError } from "@musette/core";
import type { NormalizeContext, Normalized } from "../normalize.ts";
import { readEnvelope } from "./envelope.ts";
import { fileError } from "./file-error.ts";
import { fileKind, knownKind } from "./file-kind.ts";
import { readFit } from "./fit/index.ts";
import { normalizeTcx } from "./normalize-tcx.ts";
import { normalizeHistory } from "./peloton-history/normalize-history.ts";
import type { FileUser, WorkoutFile } from "./workout-file.ts";

/**
 * Turns workout files into activities: FIT, TCX, Peloton's workout history (CSV), and iFit's TCX with
 * its CSV. What a file is follows from its content, not from its name.
 *
 * The payload is `{"files": [{"name": "ride.tcx", "data": "<base64>"}], "zone": "Europe/Berlin"}`: one
 * file, or two that `groupFiles` put together. Two that turn out not to be iFit's pair are taken one
 * by one. `zone` is where local times are from that state no offset; it may be null.
 *
 * @throws {IngestError} `ingest.malformed` that names file and line, column or byte;
 *   `ingest.unidentified` without a user, or for a file that does not say when the workout was.
 */
export function normalizeFile(payload: unknown, context: NormalizeContext): Normalized {
  if (context.user === null) {
    throw new IngestError(
      "ingest.unidentified",
      "",
      "A file does not say which of your users it belongs to. Name one with user_id or reference_id.",
    );
  }
  const { files, zone } = readEnvelope(payload);
  const user = { ...context.user, zone };
  const pair = ifitPair(files);
  if (pair !== null) return { events: normalizeTcx(pair.tcx, pair.csv, user), problems: [] };
  const [only, ...others] = files;
  return only !== undefined && others.length === 0 ? normalizeOne(only, user) : together(files, user);
}

function ifitPair(
  files: readonly WorkoutFile[],
): { readonly tcx: WorkoutFile; readonly csv: WorkoutFile } | null {
  const tcx = files.find((file) => knownKind(file) === "tcx");
  const csv = files.find((file) => knownKind(file) === "ifit-csv");
  return tcx === undefined || csv === undefined ? null : { tcx, csv };
}

function normalizeOne(file: WorkoutFile, user: FileUser): Normalized {
  switch (fileKind(file)) {
    case "fit":
      return { events: readFit(file, user), problems: [] };
    case "tcx":
      return { events: normalizeTcx(file, null, user), problems: [] };
    case "peloton-history":
      return normalizeHistory(file, user);
    case "ifit-csv":
      throw fileError(
        "ingest.unidentified",
        file.name,
        {},
        "iFit's CSV does not say when the workout was. Send it together with the .tcx file of the same name.",
      );
  }
}

/** Files that only share a name: their items are counted on, and one that is refused is a problem of its own. */
function together(files: readonly WorkoutFile[], user: FileUser): Normalized {
  return files.reduce<Normalized>(
    (before, file) => {
      const { events, problems } = normalizeOrRefuse(file, user);
      const items = before.events.length + before.problems.length;
      return {
        events: [...before.events, ...events.map((event) => ({ ...event, item: items + event.item }))],
        problems: [...before.problems, ...problems.map(({ item, error }) => ({ item: items + item, error }))],
      };
    },
    { events: [], problems: [] },
  );
}

function normalizeOrRefuse(file: WorkoutFile, user: FileUser): Normalized {
  try {
    return normalizeOne(file, user);
  } catch (error) {
    if (!IngestError.is(error)) throw error;
    return { events: [], problems: [{ item: 0, error }] };
  }
}
