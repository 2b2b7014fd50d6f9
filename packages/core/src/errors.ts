/**
 * Why a delivery failed, and what follows from it. One table decides for every connector:
 *
 * - `retry`: the batch or record is kept and tried again with backoff;
 * - `pause`: the destination stops and its events wait until a probe succeeds;
 * - `dead-letter`: this record will never be taken; it is set aside with the reason.
 */
export const deliveryCodes = {
  /** The endpoint cannot be reached, or answered that it is not available now. */
  unavailable: "retry",
  /** No answer within the deadline. */
  timeout: "retry",
  /** The vendor asked for a slower pace; `retryAfterMs` says how long, when it did. */
  throttled: "retry",
  /** A concurrent writer won; the same write may succeed now. */
  conflict: "retry",
  /** Wrong or missing credentials or permission. */
  unauthorized: "pause",
  /** The bucket, table, topic, queue or URL does not exist. */
  not_found: "pause",
  /** The vendor understood the record and refuses it. */
  rejected: "dead-letter",
  /** The record is larger than the destination takes. */
  too_large: "dead-letter",
  /** Not recognised: tried again, a limited number of times. */
  unknown: "retry",
} as const satisfies Record<string, DeliveryConsequence>;

export type DeliveryConsequence = "retry" | "pause" | "dead-letter";
export type DeliveryCode = keyof typeof deliveryCodes;

/** Facts that are safe to log: names, statuses, codes. Never a payload, never a secret. */
export type ErrorContext = Readonly<Record<string, string | number | boolean | null>>;

/** Recognises our errors across duplicate copies of this package (plugins may bring their own). */
const brand = Symbol.for("musette.error");

export type MusetteErrorKind = "config" | "ingest" | "journal" | "delivery";

interface MusetteErrorOptions {
  readonly cause?: unknown;
  readonly context?: ErrorContext;
}

/** The parent of every error this project throws on purpose. */
abstract class MusetteError extends Error {
  readonly [brand]: MusetteErrorKind;
  readonly code: string;
  readonly context: ErrorContext;

  constructor(kind: MusetteErrorKind, code: string, message: string, options: MusetteErrorOptions) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this[brand] = kind;
    this.code = code;
    this.context = options.context ?? {};
  }
}

function hasKind(value: unknown, kind: MusetteErrorKind): boolean {
  return typeof value === "object" && value !== null && brand in value && value[brand] === kind;
}

/** One thing wrong in the configuration, with its place. Lines and columns count from 1. */
export interface ConfigIssue {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Dotted path, `destinations[1].region`; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

/** The configuration cannot be used; `issues` lists everything that is wrong, all at once. */
export class ConfigError extends MusetteError {
  override readonly name = "ConfigError";
  readonly issues: readonly ConfigIssue[];

  constructor(issues: readonly ConfigIssue[], options: MusetteErrorOptions = {}) {
    super("config", "config.invalid", issues.map(formatIssue).join("\n"), options);
    this.issues = issues;
  }

  static is(value: unknown): value is ConfigError {
    return hasKind(value, "config");
  }
}

function formatIssue(issue: ConfigIssue): string {
  const place = issue.path === "" ? "" : ` ${issue.path}:`;
  return `${issue.file}:${issue.line}:${issue.column}${place} ${issue.message}`;
}

/**
 * - `ingest.malformed`: not JSON, or not the documented envelope (400);
 * - `ingest.unidentified`: readable, but without an identity: no id, no start, no user (422);
 * - `ingest.unrecognised`: identified, but not normalisable because its shape changed (quarantine).
 */
export type IngestCode = "ingest.malformed" | "ingest.unidentified" | "ingest.unrecognised";

/** A payload, or one item of it, could not be turned into an event. */
export class IngestError extends MusetteError {
  override readonly name = "IngestError";
  declare readonly code: IngestCode;
  /** JSON pointer (RFC 6901) to the place in the payload, `/0/workout/start_time`. */
  readonly pointer: string;

  constructor(code: IngestCode, pointer: string, message: string, options: MusetteErrorOptions = {}) {
    super("ingest", code, message, options);
    this.pointer = pointer;
  }

  static is(value: unknown): value is IngestError {
    return hasKind(value, "ingest");
  }
}

/**
 * - `journal.full`: the configured size or the disk is used up; nothing was stored;
 * - `journal.closed`: the journal is shutting down;
 * - `journal.corrupt`: the file is not what was written;
 * - `journal.failed`: the store refused the write; nothing was acknowledged;
 * - `journal.locked`: another process holds this journal;
 * - `journal.version`: written by a newer Musette;
 * - `journal.foreign_user`: the payload names a user of another developer; nothing was stored.
 */
export type JournalCode =
  | "journal.full"
  | "journal.closed"
  | "journal.corrupt"
  | "journal.failed"
  | "journal.locked"
  | "journal.version"
  | "journal.foreign_user";

/** The journal could not do what was asked. Whatever was being appended is NOT stored. */
export class JournalError extends MusetteError {
  override readonly name = "JournalError";
  declare readonly code: JournalCode;

  constructor(code: JournalCode, message: string, options: MusetteErrorOptions = {}) {
    super("journal", code, message, options);
  }

  static is(value: unknown): value is JournalError {
    return hasKind(value, "journal");
  }
}

interface DeliveryErrorOptions extends MusetteErrorOptions {
  /** How long the vendor asked us to wait, in milliseconds. */
  readonly retryAfterMs?: number;
}

/**
 * A delivery failed. The message says what was attempted, on what, what came back and what to do:
 * `S3 refused PutObject to bucket "health" (403 AccessDenied). The credentials need s3:PutObject.`
 */
export class DeliveryError extends MusetteError {
  override readonly name = "DeliveryError";
  declare readonly code: DeliveryCode;
  readonly retryAfterMs: number | undefined;

  constructor(code: DeliveryCode, message: string, options: DeliveryErrorOptions = {}) {
    super("delivery", code, message, options);
    this.retryAfterMs = options.retryAfterMs;
  }

  static is(value: unknown): value is DeliveryError {
    return hasKind(value, "delivery");
  }
}
