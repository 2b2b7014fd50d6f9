import { eventId, naturalKey, type NormalizedEvent } from "@musette/core";
import { contentDigest } from "../../content-digest.ts";
import { fileError } from "../file-error.ts";
import type { FileUser, WorkoutFile } from "../workout-file.ts";
import { type FitSession, fitSessions } from "./fit-session.ts";
import { fitIdentity } from "./identity.ts";
import { parseFit } from "./parse-fit.ts";
import { recordValues } from "./record-values.ts";
import { withSamples } from "./samples.ts";
import { summarize } from "./summary.ts";

/**
 * Turns a FIT activity file into activities, one for each of its sessions. Its checksums are verified,
 * and everything is read at once; sample lists are made when a body is asked for.
 *
 * A copy counts as made when the file says that it was created: a file that was written from a vendor's
 * workout does not replace what the vendor's own API says of it.
 *
 * @throws {IngestError} `ingest.malformed` with the byte, where the file is damaged, or is FIT but no
 *   activity; `ingest.unidentified` where a session has no start.
 */
export function readFit(file: WorkoutFile, user: FileUser): readonly NormalizedEvent[] {
  const sessions = parseFit(file).flatMap((fit) => fitSessions(fit, file, user));
  return sessions.map((session, item) => eventOf(session, item, file, user));
}

function eventOf(session: FitSession, item: number, file: WorkoutFile, user: FileUser): NormalizedEvent {
  const identity = fitIdentity(session);
  const values = recordValues(session);
  const summary = summarize(session, identity, values);
  const seconds = session.records.map(({ timestamp }) => (Number(timestamp) - session.startMs) / 1000);
  const measured = Object.entries(values).filter(([, series]) => series.some((value) => value !== null));
  // Pauses decide what the samples' timers say.
  const digest = contentDigest([summary, session.pauses], { seconds, ...Object.fromEntries(measured) });
  const { provider, summaryId } = identity;
  const type = "activity";
  const key = naturalKey({ type, userId: user.userId, provider, summaryId, digest });
  if (key === undefined) {
    throw fileError(
      "ingest.unidentified",
      file.name,
      {},
      "The session has nothing that tells it from others.",
    );
  }
  const createdMs = Number(session.fit.file_ids?.[0]?.time_created ?? Number.NaN);
  let body: unknown;
  return {
    id: eventId(key, digest),
    key,
    type,
    user: { user_id: user.userId, provider, reference_id: user.referenceId },
    startTime: summary.metadata.start_time,
    endTime: summary.metadata.end_time,
    orderedAtMs: Number.isNaN(createdMs) ? null : createdMs,
    item,
    body: () => (body ??= withSamples(summary, session, values)),
  };
}
