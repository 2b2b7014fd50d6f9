import type { SourceName } from "@musette/core";
import { normalize, type ItemProblem, type NormalizeContext } from "@musette/normalizer";
import type { Context } from "hono";
import type { AppendPayload } from "./append-payload.ts";
import type { Developer } from "./authenticate.ts";
import { describeEvents, describeProblem, type IngestAnswer } from "./ingest-answer.ts";
import { describeTooMany } from "./describe-too-many.ts";
import * as refusals from "./ingest-problems.ts";
import { parseJson } from "./parse-json.ts";
import { payloadParts, type PayloadParts } from "./payload-parts.ts";
import type { Problem, ProblemDetail } from "./problem.ts";
import type { RequestTrace } from "./request/request-trace.ts";

/** A request whose sender is known and whose body has been read. */
export interface ReceivedBody {
  readonly source: SourceName;
  readonly developer: Developer;
  /** Null for `terra`, whose payloads name their users. */
  readonly user: NormalizeContext["user"];
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly requestId: string;
  readonly trace: RequestTrace | undefined;
}

/**
 * Takes the JSON of a vendor: parses it once, normalises it and stores it. Returns the problem where
 * nothing of it can be taken.
 *
 * @throws {IngestError} when the payload as a whole is not what the source sends.
 * @throws {JournalError} when it could not be stored.
 */
export async function takeJson(
  context: Context,
  { source, developer, user, bytes, requestId, trace }: ReceivedBody,
  appendPayload: AppendPayload,
  isTaking: () => boolean,
): Promise<Response | Problem> {
  const orderedAtMs = source === "terra" ? orderingTimestamp(context) : null;
  const read = readJson(source, bytes, { user, orderedAtMs }, isTaking, trace);
  if ("code" in read) return read;
  const { parts, errors } = read;
  if (parts.heads.length === 0 && parts.quarantine.length === 0)
    return context.json({ events: [] } satisfies IngestAnswer, 200);
  const taken = await appendPayload({
    source,
    developer: developer.devId,
    bytes,
    context: {
      userId: user?.userId ?? null,
      referenceId: user?.referenceId ?? null,
      orderedAtMs,
      requestId,
    },
    parts,
    trace,
  });
  const answer: IngestAnswer = {
    events: describeEvents(parts.heads, taken),
    ...(taken.quarantined > 0 ? { quarantined: true } : {}),
    ...(errors.length > 0 ? { errors } : {}),
  };
  return context.json(answer, taken.fresh > 0 || taken.quarantined > 0 ? 202 : 200);
}

/** On its own, so that what was parsed does not live on in the caller while it waits for the commit. */
function readJson(
  source: SourceName,
  bytes: Uint8Array,
  normalizeContext: NormalizeContext,
  isTaking: () => boolean,
  trace: RequestTrace | undefined,
): Problem | { readonly parts: PayloadParts; readonly errors: readonly ProblemDetail[] } {
  using _step = trace?.step("normalize");
  const parsed = parseJson(bytes, source);
  if (parsed.outcome === "malformed") return refusals.malformed(parsed.detail);
  const tooMany = describeTooMany(parsed.value);
  if (tooMany !== undefined) return refusals.tooManyItems(tooMany);
  const normalized = normalize(source, parsed.value, normalizeContext);
  // Terra's user events say what becomes of the user.
  const parts = payloadParts(normalized, source === "terra" || isTaking());
  const { problems } = normalized;
  const errors = problems.map(describeProblem);
  if (parts.heads.length > 0 || parts.quarantine.length > 0 || errors.length === 0) return { parts, errors };
  return { ...refusals.unidentified(nothingUsable(problems)), errors };
}

function orderingTimestamp(context: Context): number | null {
  const header = context.req.header("x-terra-ordering-timestamp") ?? "";
  return /^\d{1,15}$/.test(header) ? Number(header) : null;
}

function nothingUsable(problems: readonly ItemProblem[]): string {
  const first = problems[0];
  if (first === undefined) return "The payload holds no item. Send at least one.";
  return problems.length === 1
    ? first.error.message
    : `None of the ${problems.length} items can be identified.`;
}
