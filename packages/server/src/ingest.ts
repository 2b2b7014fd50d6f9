import { IngestError, JournalError, type SourceName } from "@musette/core";
import type { Context } from "hono";
import { createAppendPayload, type AppendPayloadOptions } from "./append-payload.ts";
import type { Developer } from "./authenticate.ts";
import { takeFiles } from "./files/index.ts";
import { createInFlight, type BodyRoom } from "./in-flight.ts";
import type { Metrics } from "./metrics.ts";
import * as refusals from "./ingest-problems.ts";
import { problemResponse, type Problem } from "./problem.ts";
import { readBody } from "./read-body.ts";
import { requestIdOf } from "./request/request-id.ts";
import type { IngestTracing, RequestTrace } from "./request/request-trace.ts";
import { createRequestRate } from "./request-rate.ts";
import { createResolveUser } from "./resolve-user.ts";
import { takeJson } from "./take-json.ts";
import { verifyTerraSignature } from "./terra-signature.ts";

export interface IngestOptions extends AppendPayloadOptions {
  readonly metrics: Metrics;
  readonly maxBodyBytes: number;
  /** Bodies being worked on at once, in bytes; more are answered 503. */
  readonly maxInFlightBytes: number;
  readonly sources: ReadonlySet<SourceName>;
  readonly terraSigningSecret: string | null;
  /** IANA name of the zone of local times in files, where neither they nor their sender say; null: unknown. */
  readonly fileZone?: string | null;
  /** To whom payloads belong that Terra's signature vouches for and that name no `dev-id` of ours. */
  readonly developers: readonly Developer[];
  readonly authenticate: (devId: string | undefined, apiKey: string | undefined) => Developer | undefined;
  /** Left out: no request is traced. */
  readonly tracing?: IngestTracing | undefined;
}

/**
 * `POST /ingest/{source}`: authenticates, reads the body, and answers only after the journal has what is
 * taken of it on disk.
 */
export function createIngest(options: IngestOptions): (context: Context) => Promise<Response> {
  const { clock, journal, metrics } = options;
  const resolveUser = createResolveUser(journal);
  const takeToken = createRequestRate(clock);
  const appendPayload = createAppendPayload(options);
  const isTaking = () => options.delivery.isTaking();
  const inFlight = createInFlight(options.maxInFlightBytes);
  let inFlightRequests = 0;
  for (const source of options.sources) metrics.expect(source);
  metrics.watchInFlight(() => ({ requests: inFlightRequests, bytes: inFlight.bytes }));

  async function answer(context: Context, trace: RequestTrace | undefined): Promise<Response> {
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
    const wrongType = typeProblem(context, source);
    if (wrongType !== undefined) return refuse(context, wrongType);

    const announcedBytes = Number(context.req.header("content-length") ?? 0);
    if (announcedBytes > options.maxBodyBytes)
      return refuse(context, refusals.tooLarge(options.maxBodyBytes));
    const room = inFlight.open();
    try {
      return await readAndTake(context, source, developer, signed ? signature : undefined, room, trace);
    } finally {
      room.giveBack();
    }
  }

  async function readAndTake(
    context: Context,
    source: SourceName,
    developer: Developer,
    signature: string | undefined,
    room: BodyRoom,
    trace: RequestTrace | undefined,
  ): Promise<Response> {
    const body = await readBody(context, options.maxBodyBytes, room);
    if (body.outcome === "no-room") return refuse(context, refusals.overloaded);
    if (body.outcome === "too-large") return refuse(context, refusals.tooLarge(options.maxBodyBytes));
    if (body.outcome === "unknown-encoding") return refuse(context, refusals.unknownEncoding(body.encoding));
    if (body.outcome === "undecodable") return refuse(context, refusals.undecodable(body.encoding));
    const { bytes } = body;
    const secret = options.terraSigningSecret;
    if (signature !== undefined && secret !== null) {
      const genuine = verifyTerraSignature({ header: signature, body: bytes, secret, nowMs: clock.now() });
      if (!genuine) return refuse(context, refusals.badSignature);
    }
    const resolved = source === "terra" ? null : await resolveUser(developer.devId, userQuery(context));
    if (resolved?.outcome === "invalid") return refuse(context, refusals.unidentified(resolved.detail));
    if (resolved?.outcome === "unknown") return refuse(context, refusals.unknownUser);
    const user = resolved && { userId: resolved.userId, referenceId: resolved.referenceId };
    const requestId = requestIdOf(context);
    const answer =
      source === "file" && user !== null
        ? await takeFiles(
            context,
            { developer, user, bytes, configuredZone: options.fileZone ?? null, requestId, trace },
            appendPayload,
          )
        : await takeJson(
            context,
            { source, developer, user, bytes, requestId, trace },
            appendPayload,
            isTaking,
          );
    return answer instanceof Response ? answer : refuse(context, answer);
  }

  function refuse(context: Context, problem: Problem): Response {
    metrics.refused(problem.code);
    return problemResponse(context, problem);
  }

  async function answerOrRefuse(context: Context, trace: RequestTrace | undefined): Promise<Response> {
    try {
      return await answer(context, trace);
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
  }

  return async function ingest(context) {
    const startMs = performance.now();
    const source = context.req.param("source") ?? "";
    let status = 500;
    const trace = options.tracing && beginTrace(options.tracing, context, source);
    inFlightRequests += 1;
    try {
      const response = await answerOrRefuse(context, trace);
      ({ status } = response);
      return response;
    } finally {
      inFlightRequests -= 1;
      const seconds = (performance.now() - startMs) / 1_000;
      metrics.answered(isSource(source) ? source : "unknown", status, seconds);
      trace?.end(status);
    }
  };
}

function beginTrace(tracing: IngestTracing, context: Context, source: string): RequestTrace {
  const announced = context.req.header("content-length");
  return tracing.begin({
    source: isSource(source) ? source : null,
    requestId: requestIdOf(context),
    bodyBytes: announced === undefined ? null : Number(announced),
    traceParent: context.req.header("traceparent"),
    traceState: context.req.header("tracestate"),
  });
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

function userQuery(context: Context) {
  return { userId: context.req.query("user_id"), referenceId: context.req.query("reference_id") };
}

const jsonType = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;
const formType = /^multipart\/form-data\s*;/i;

/** What is wrong with the content type, where it is not what the source takes. */
function typeProblem(context: Context, source: SourceName): Problem | undefined {
  const type = context.req.header("content-type") ?? "";
  if (source === "file") return formType.test(type) ? undefined : refusals.unsupportedFileType;
  return jsonType.test(type) ? undefined : refusals.unsupportedType;
}
