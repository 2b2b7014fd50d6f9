import { type Activity, IngestError } from "@musette/core";
import type { Normalized } from "../normalize.ts";
import { normalizeFile } from "./normalize-file.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;

/** An upload as the server and the command line make it. */
export function envelopeOf(files: Files, zone: string | null = null) {
  const list = Object.entries(files).map(([name, content]) => ({
    name,
    data: Buffer.from(content).toString("base64"),
  }));
  return { files: list, zone };
}

export function normalizeFiles(files: Files, zone: string | null = null): Normalized {
  const user = { userId: "rider-1", referenceId: "ref-1" };
  return normalizeFile(envelopeOf(files, zone), { user, orderedAtMs: null });
}

/** The activities of files that hold nothing wrong. */
export function activitiesOf(files: Files, zone: string | null = null): readonly Activity[] {
  const { events, problems } = normalizeFiles(files, zone);
  if (problems.length > 0) throw new Error(problems.map(({ error }) => error.message).join(" "));
  return events.map((event) => event.body() as Activity);
}

/** What is said of files that are refused as a whole. */
export function refusalOf(files: Files, zone: string | null = null): string {
  try {
    normalizeFiles(files, zone);
  } catch (error) {
    if (IngestError.is(error)) return `${error.code} ${error.message}`;
    throw error;
  }
  throw new Error("the files were taken");
}
