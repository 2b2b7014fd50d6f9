import { setImmediate } from "node:timers/promises";
import { IngestError, JournalError } from "@musette/core";
import type { NormalizeContext } from "@musette/normalizer";
import type { Context } from "hono";
import type { AppendPayload } from "../append-payload.ts";
import type { Developer } from "../authenticate.ts";
import { describeEvents, type IngestAnswer } from "../ingest-answer.ts";
import * as refusals from "../ingest-problems.ts";
import { payloadParts } from "../payload-parts.ts";
import type { Problem, ProblemDetail } from "../problem.ts";
import type { RequestTrace } from "../request/request-trace.ts";
import { describeFileError } from "./describe-file-error.ts";
import { groupUpload } from "./group-upload.ts";
import { readUnit } from "./read-unit.ts";
import { readUpload } from "./read-upload.ts";

/** A form whose sender is known. */
export interface ReceivedFiles {
  readonly developer: Developer;
  readonly user: NonNullable<NormalizeContext["user"]>;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of local times, where neither the file nor its sender says. */
  readonly configuredZone: string | null;
  readonly requestId: string;
  readonly trace: RequestTrace | undefined;
}

/**
 * Takes uploaded workout files. Each file, or pair of files that belong together, is a payload of its
 * own: one that is refused does not hold up the others, and nothing of it is stored.
 *
 * @throws {JournalError} when the first could not be stored.
 */
export async function takeFiles(
  context: Context,
  { developer, user, bytes, configuredZone, requestId, trace }: ReceivedFiles,
  appendPayload: AppendPayload,
): Promise<Response | Problem> {
  const upload = await readUpload(context, bytes);
  if (upload.outcome === "malformed") return refusals.malformed(upload.detail);
  const events: IngestAnswer["events"][number][] = [];
  const errors: ProblemDetail[] = [];
  let fresh = 0;
  let quarantined = 0;

  for (const [index, files] of groupUpload(upload.files).entries()) {
    // Reading a file takes the thread for milliseconds, in which nothing else is done.
    if (index > 0) await setImmediate();
    const step = trace?.step("normalize");
    const unit = readUnit(files, upload.zone ?? configuredZone, user);
    step?.[Symbol.dispose]();
    const names = files.map(({ name }) => name);
    if (IngestError.is(unit)) {
      errors.push(describeFileError(unit, 0, names));
      continue;
    }
    const { normalized } = unit;
    errors.push(...normalized.problems.map(({ item, error }) => describeFileError(error, item, names)));
    if (!unit.storable) continue;
    try {
      const parts = payloadParts(normalized, true);
      const payload = {
        source: "file",
        developer: developer.devId,
        bytes: unit.bytes,
        parts,
        trace,
      } as const;
      const taken = await appendPayload({ ...payload, context: { ...user, orderedAtMs: null, requestId } });
      events.push(...describeEvents(parts.heads, taken).map((event) => ({ files: names, ...event })));
      fresh += taken.fresh;
      quarantined += taken.quarantined;
    } catch (error) {
      if (events.length === 0 || !JournalError.is(error)) throw error;
      return refusals.partlyStored(error, events.length);
    }
  }

  if (events.length === 0 && quarantined === 0 && errors.length > 0) return nothingTaken(errors);
  const answer: IngestAnswer = {
    events,
    ...(quarantined > 0 ? { quarantined: true } : {}),
    ...(errors.length > 0 ? { errors } : {}),
  };
  return context.json(answer, fresh > 0 || quarantined > 0 ? 202 : 200);
}

function nothingTaken(errors: readonly ProblemDetail[]): Problem {
  const [first] = errors;
  const detail =
    first !== undefined && errors.length === 1
      ? first.detail
      : `Nothing in these files could be taken; there are ${errors.length} errors.`;
  const isMalformed = errors.every(({ code }) => code === "ingest.malformed");
  return { ...(isMalformed ? refusals.malformed(detail) : refusals.unidentified(detail)), errors };
}
