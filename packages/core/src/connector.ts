import type * as z from "zod";
import type { ClaimCheck } from "./claim-check.ts";
import type { DeliveryCode } from "./errors.ts";
import type { TerraUser } from "./model/user.ts";

/**
 * What a connector promises about repeats, and what the conformance kit holds it to, also across a
 * process killed in the middle of a write.
 *
 * - `effectively-once`: an upsert guarded by the revision; one copy, the newest;
 * - `idempotent`: same event, same object; a repeat overwrites itself, an older revision never
 *   replaces a newer one;
 * - `at-least-once`: repeats carry the same id for the receiver to drop.
 */
export type Guarantee = "effectively-once" | "idempotent" | "at-least-once";

/**
 * The word after `format:` in the YAML file. `fit` and `tcx` carry activities only, `parquet` too: events
 * of other types go as JSON (as NDJSON where the format puts a batch into one object).
 */
export type FormatName =
  | "json"
  | "ndjson"
  | "ndjson+gzip"
  | "ndjson+zstd"
  | "fit"
  | "tcx"
  | "fhir"
  | "fhir-r5"
  | "parquet";

/** Bytes ready to be written, and how to name and label them. */
export interface Encoded {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** Without the dot: `json`, `fit`, `ndjson.gz`. */
  readonly extension: string;
}

/** The request over HTTP that asked for an event to be delivered again. */
export interface DeliveryRequest {
  /** Terra's `terra-reference`: equal for everything that the request caused. */
  readonly reference: string;
  /**
   * Large requests: which chunk of the request it belongs to, counted from 0, and how many events that
   * chunk has. A destination that takes bodies of several items sends a chunk as one.
   */
  readonly chunk: { readonly index: number; readonly events: number } | null;
}

/**
 * One event on its way to a destination. Everything but `item`, `json` and `encode` is a plain
 * field; those three are computed on first use and kept, so several destinations share the work.
 */
export interface DeliveryRecord {
  /** Stable over retries, restarts and re-ingestion of the same content (a UUID). */
  readonly id: string;
  /** The natural key: equal for every revision of the same item. Components are percent-encoded. */
  readonly key: string;
  /** Orders the copies that share a key: the greater is the newer. A safe integer. */
  readonly revision: number;
  /** Terra's event type: `activity`, `daily`, `athlete`, `auth`, … or a type Terra adds later. */
  readonly type: string;
  readonly user: TerraUser;
  /** The item's own start, as in its metadata (ISO 8601 with its offset); null where it has none. */
  readonly startTime: string | null;
  readonly endTime: string | null;
  /** When Musette accepted it: Unix milliseconds. Equal on every retry. */
  readonly receivedAtMs: number;
  /** Set where the event was too large and this is the pointer that is delivered in its place. */
  readonly claimCheck?: ClaimCheck;
  /** Set where somebody asked for it over HTTP. */
  readonly request?: DeliveryRequest;
  /** The Terra item: one activity, one sleep, … For user events the whole event object. Do not change it. */
  item(): unknown;
  /** `item()` as JSON text. */
  json(): string;
  /** The record in the destination's `format`. */
  encode(): Encoded;
}

/** One object that holds records of a batch. */
export interface BatchObject extends Encoded {
  /** Which of the batch's objects it is: `batches`, or a table: `activities`, `activity_samples`. */
  readonly name: string;
}

/** Records that are written together. Within a batch no two records have the same key. */
export interface Batch {
  /** Stable across retries and restarts: the same records come again under the same id. */
  readonly id: string;
  /** Oldest first. Never empty. */
  readonly records: readonly DeliveryRecord[];
  /**
   * All records in few objects, when the destination's format is one of those that put a batch together
   * (`ndjson…`, `parquet`). The same records always give the same bytes.
   */
  readonly encode?: () => Promise<readonly BatchObject[]>;
}

/** One record of a batch that was not delivered. */
export interface RecordFailure {
  /** The record's `id`. */
  readonly id: string;
  readonly code: DeliveryCode;
  /** What was attempted, what came back, what to do. No payload, no secret. */
  readonly message: string;
  /** How long the vendor asked us to wait with this record, in milliseconds. */
  readonly retryAfterMs?: number;
}

/** A vendor's limits. Delivery cuts batches to fit; a record over `recordBytes` is not sent. */
export interface ConnectorLimits {
  /** Most records in one batch. */
  readonly records: number;
  /** Most bytes in one batch, counted on each record's JSON or encoded form. */
  readonly bytes: number;
  /** Most bytes of one record, where the vendor has such a limit. */
  readonly recordBytes?: number;
}

/** What a connector knows about the place it runs in. */
export interface ConnectorContext {
  /** The destination's name, for messages. */
  readonly name: string;
  /** Writes one line to Musette's log. Never pass a payload or a secret. */
  log(
    level: "debug" | "info" | "warn" | "error",
    message: string,
    context?: Readonly<Record<string, unknown>>,
  ): void;
  /** Unix milliseconds. Passed in so that tests own the clock. */
  now(): number;
}

/**
 * A connector: one kind of destination. A plugin is a module whose default export is one of these.
 *
 * @see docs/connectors.md
 */
export interface ConnectorDefinition<Schema extends z.ZodType = z.ZodType> {
  /** The word after `type:` in the YAML file. */
  readonly type: string;
  /** One sentence, shown by the command line and the console. */
  readonly summary: string;
  /** Checks the keys of its own. Mark secrets with `.meta({ secret: true })`. */
  readonly config: Schema;
  readonly limits: ConnectorLimits;
  readonly guarantee: Guarantee;
  /** Formats that it takes; the first is its default. */
  readonly formats: readonly [FormatName, ...FormatName[]];
  /**
   * True for object stores, whose connectors have `store`: other destinations may leave there what is
   * too large for them (`claim_check`). Goes with the guarantee `idempotent`.
   */
  readonly storesObjects?: boolean;
  /**
   * True for connectors that have the config key `on_user_delete` and, where that says `delete`, delete
   * what they hold of a user when its `user.delete` event comes. What is newer than the event stays; what
   * is older and comes later is not kept. See `onUserDelete`.
   */
  readonly deletesUsers?: true;
  /** Makes the connector. Performs no I/O, so that the server starts while a destination is down. */
  open(config: z.output<Schema>, context: ConnectorContext): Connector;
}

/** An open connector. It never sleeps, never retries and never logs a payload. */
export interface Connector {
  /**
   * Delivers a batch.
   *
   * @returns the records that were not delivered; empty when all were.
   * @throws {DeliveryError} when the batch failed as a whole; rethrows `signal.reason` when stopped.
   */
  write(batch: Batch, options: { readonly signal: AbortSignal }): Promise<readonly RecordFailure[]>;
  /**
   * Object stores: writes one record as an object of its own, where `write` puts it and under the same
   * guarantee, whatever the destination's format is.
   *
   * @returns where it is, without signature or secret: `s3://bucket/path`.
   * @throws {DeliveryError} when it was not written; rethrows `signal.reason` when stopped.
   */
  store?(record: DeliveryRecord, options: { readonly signal: AbortSignal }): Promise<string>;
  /**
   * Proves reach and permission and leaves nothing behind.
   *
   * @throws {DeliveryError} that says what is missing and what to do.
   */
  check(options: { readonly signal: AbortSignal }): Promise<void>;
  /** Releases what is held. May be called twice. */
  close(): Promise<void>;
}

/** Gives a definition its type without widening it: `export default defineConnector({ … })`. */
export function defineConnector<Schema extends z.ZodType>(
  definition: ConnectorDefinition<Schema>,
): ConnectorDefinition<Schema> {
  return definition;
}
