import { IngestError, JournalError, type Clock, type NormalizedEvent, type SourceName } from "@musette/core";
import type { Delivery, EventBodies } from "@musette/delivery";
import type { Append, Appended, Journal } from "@musette/journal";
import { normalize, type ItemProblem, type NormalizeContext } from "@musette/normalizer";
import type { Context } from "hono";
import type { Developer } from "./authenticate.ts";
import type { Metrics } from "./metrics.ts";
import { parseJson } from "./parse-json.ts";
import * as refusals from "./ingest-problems.ts";
import { problemResponse, type Problem, type ProblemDetail } from "./problem.ts";
import { readBody } from "./read-body.ts";
import { createRequestRate } from "./request-rate.ts";
import { createResolveUser } from "./resolve-user.ts";
import { verifyTerraSignature } from "./terra-signature.ts";

export interface IngestOptions {
  readonly journal: Journal;
  readonly bodies: Pick<EventBodies, "remember">;
  readonly delivery: Pick<Delivery, "isTaking">;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly maxBodyBytes: number;
  /** Bodies being worked on at once, in bytes; more are answered 503. */
  readonly maxInFlightBytes: number;
  readonly sources: ReadonlySet<SourceName>;
  readonly terraSigningSecret: string | null;
  /** To whom payloads belong that Terra's signature vouches for and that name no `dev-id` of ours. */
  readonly developers: readonly Developer[];
  readonly authenticate: (devId: string | undefined, apiKey: string | undefined) => Developer | undefined;
}

/** What `POST /ingest/{source}` answers with 202 and 200. */
interface IngestAnswer {
  readonly events: readonly (Pick<Appended, "id" | "revision" | "duplicate"> & {
    readonly type: string;
    readonly key: string;
  })[];
  readonly quarantined?: true;
  readonly errors?: readonly ProblemDetail[];
}

/**
 * `POST /ingest/{source}`: authenticates, parses once, normalises, and answers only after the journal
 * has the payload on disk.
 */
export function createIngest(options: IngestOptions): (context: Context) => Promise<Response> {
  const { clock, journal, metrics } = options;
  const resolveUser = createResolveUser(journal);
  const takeToken = createRequestRate(clock);
  let inFlightBytes = 0;

  async function answer(context: Context): Promise<Response> {
    const source = context.req.param("source") ?? "";
    if (!isSource(source) || !options.sources.has(source)) {
      return refuse(context, refusals.unknownSource(source, options.sources));
    }
    const signature = source === "terra" ? terraSignature(context) : undefined;
    const signed = signature !== undefined && options.terraSigningSecret !== null;
    const caller = options.authenticate(context.req.header("dev-id"), context.req.header("x-api-key"));
    const developer = signed ? vouchedFor(context, options.developers) : caller;
    if (developer === undefined) return refuse(context, refusals.unauthorized);
    const waitSeconds = takeToken(developer);
    if (waitSeconds !== undefined) return refuse(context, refusals.tooManyRequests(waitSeconds));
    if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(context.req.header("content-type") ?? "")) {
      return refuse(context, refusals.unsupportedType);
    }

    const announcedBytes = Number(context.req.header("content-length") ?? 0);
    if (announcedBytes > options.maxBodyBytes)
      return refuse(context, refusals.tooLarge(options.maxBodyBytes));
    if (inFlightBytes + announcedBytes > options.maxInFlightBytes)
      return refuse(context, refusals.overloaded);
    inFlightBytes += announcedBytes;
    try {
      return await readAndTake(context, source, developer, signed ? signature : undefined);
    } finally {
      inFlightBytes -= announcedBytes;
    }
  }

  async function readAndTake(
    context: Context,
    source: SourceName,
    developer: Developer,
    signature: string | undefined,
  ): Promise<Response> {
    const body = await readBody(context, options.maxBodyBytes);
    if (body.outcome === "too-large") return refuse(context, refusals.tooLarge(options.maxBodyBytes));
    if (body.outcome === "unknown-encoding") return refuse(context, refusals.unknownEncoding(body.encoding));
    if (body.outcome === "undecodable") return refuse(context, refusals.undecodable(body.encoding));
    const { bytes } = body;
    const secret = options.terraSigningSecret;
    if (signature !== undefined && secret !== null) {
      const genuine = verifyTerraSignature({ header: signature, body: bytes, secret, nowMs: clock.now() });
      if (!genuine) return refuse(context, refusals.badSignature);
    }
    return take(context, source, developer, bytes);
  }

  async function take(
    context: Context,
    source: SourceName,
    developer: Developer,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<Response> {
    const parsed = parseJson(bytes);
    if (parsed.outcome === "malformed") return refuse(context, refusals.malformed(parsed.detail));
    let user: NormalizeContext["user"] = null;
    if (source !== "terra") {
      const resolved = await resolveUser(developer.devId, {
        userId: context.req.query("user_id"),
        referenceId: context.req.query("reference_id"),
      });
      if (resolved.outcome === "invalid") return refuse(context, refusals.unidentified(resolved.detail));
      if (resolved.outcome === "unknown") return refuse(context, refusals.unknownUser);
      user = { userId: resolved.userId, referenceId: resolved.referenceId };
    }
    const orderedAtMs = source === "terra" ? orderingTimestamp(context) : null;
    const { events, problems } = normalize(source, parsed.value, { user, orderedAtMs });
    const quarantine = problems.filter(({ error }) => error.code === "ingest.unrecognised");
    if (events.length === 0 && problems.length === 0)
      return context.json({ events: [] } satisfies IngestAnswer, 200);
    if (events.length === 0 && quarantine.length === 0) {
      return refuse(context, {
        ...refusals.unidentified(nothingUsable(problems)),
        errors: problems.map(describeProblem),
      });
    }
    const payloadBytes = bytes.byteLength;
    const appended = await journal.append({
      source,
      developer: developer.devId,
      receivedAtMs: clock.now(),
      bytes,
      context: { userId: user?.userId ?? null, referenceId: user?.referenceId ?? null, orderedAtMs },
      events: events.map(headOf),
      quarantine: quarantine.map(({ item, error }) => ({
        item,
        code: error.code,
        pointer: error.pointer,
        message: error.message,
      })),
    } satisfies Append);
    return accept(context, {
      source,
      events,
      appended,
      problems,
      quarantined: quarantine.length,
      payloadBytes,
    });
  }

  function accept(
    context: Context,
    taken: {
      readonly source: SourceName;
      readonly events: readonly NormalizedEvent[];
      readonly appended: readonly Appended[];
      readonly problems: readonly ItemProblem[];
      readonly quarantined: number;
      readonly payloadBytes: number;
    },
  ): Response {
    const fresh = taken.events.filter((_, index) => taken.appended[index]?.duplicate === false);
    // Kept for nobody they would only be work for the garbage collector: a third of the request's (measured).
    if (options.delivery.isTaking()) {
      for (const event of fresh) options.bodies.remember(event, taken.payloadBytes / fresh.length);
    }
    metrics.accepted(taken.source, fresh.length, taken.appended.length - fresh.length, taken.quarantined);
    const body: IngestAnswer = {
      events: taken.appended.map(({ id, revision, duplicate }, index) => {
        const event = taken.events[index];
        return { id, type: event?.type ?? "", key: event?.key ?? "", revision, duplicate };
      }),
      ...(taken.quarantined > 0 ? { quarantined: true } : {}),
      ...(taken.problems.length > 0 ? { errors: taken.problems.map(describeProblem) } : {}),
    };
    return context.json(body, fresh.length > 0 || taken.quarantined > 0 ? 202 : 200);
  }

  function refuse(context: Context, problem: Problem): Response {
    metrics.refused(problem.code);
    return problemResponse(context, problem);
  }

  return async function ingest(context) {
    try {
      return await answer(context);
    } catch (error) {
      if (IngestError.is(error)) {
        const errors = [{ item: 0, code: error.code, pointer: error.pointer, detail: error.message }];
        const problem =
          error.code === "ingest.malformed"
            ? refusals.malformed(error.message)
            : refusals.unidentified(error.message);
        return refuse(context, { ...problem, errors });
      }
      if (JournalError.is(error)) return refuse(context, refusals.notStored(error));
      throw error;
    }
  };
}

const sourceNames: readonly SourceName[] = ["terra", "peloton", "ifit", "file"];

function isSource(name: string): name is SourceName {
  return sourceNames.some((source) => source === name);
}

function terraSignature(context: Context): string | undefined {
  return context.req.header("terra-signature") ?? context.req.header("x-terra-signature");
}

/** Terra's deliveries carry its own `dev-id`; a deployment with one developer needs no more. */
function vouchedFor(context: Context, developers: readonly Developer[]): Developer | undefined {
  const named = context.req.header("dev-id");
  return developers.find(({ devId }) => devId === named) ?? developers[0];
}

function orderingTimestamp(context: Context): number | null {
  const header = context.req.header("x-terra-ordering-timestamp") ?? "";
  return /^\d{1,15}$/.test(header) ? Number(header) : null;
}

/** The head without the body: what the journal's worker is sent. */
function headOf({
  id,
  key,
  type,
  user,
  startTime,
  endTime,
  orderedAtMs,
  item,
}: NormalizedEvent): Append["events"][number] {
  return { id, key, type, user, startTime, endTime, orderedAtMs, item };
}

function describeProblem({ item, error }: ItemProblem): ProblemDetail {
  return { item, code: error.code, pointer: error.pointer, detail: error.message };
}

function nothingUsable(problems: readonly ItemProblem[]): string {
  const first = problems[0];
  if (first === undefined) return "The payload holds no item. Send at least one.";
  return problems.length === 1
    ? first.error.message
    : `None of the ${problems.length} items can be identified.`;
}
