import type {
  BatchObject,
  Clock,
  Connector,
  ConnectorLimits,
  DeliveryCode,
  DeliveryRecord,
  DeliveryRequest,
  Encoded,
  FormatName,
  NormalizedEvent,
} from "@musette/core";
import type { DestinationState, Journal, Payload, StoredEvent } from "@musette/journal";
import type { BatchFormat } from "./batch-formats.ts";

/** One configured destination, ready to be delivered to. */
export interface DestinationPlan {
  readonly name: string;
  readonly type: string;
  readonly connector: Connector;
  readonly limits: ConnectorLimits;
  readonly format: FormatName;
  /** `only:` of the configuration. Events it refuses are passed over, for good. */
  readonly accepts: (event: StoredEvent) => boolean;
  /** `fields:` and `samples:` of the configuration. Without it, records hold their items whole. */
  readonly selection?: Selection | undefined;
  readonly batch: { readonly records: number; readonly bytes: number; readonly waitMs: number };
  readonly retry: { readonly firstMs: number; readonly longestMs: number; readonly giveUpAfterMs: number };
  /** Batches in flight at once, and records a second (null: no limit). */
  readonly rate: { readonly concurrency: number; readonly perSecond: number | null };
  readonly start: "beginning" | "now";
  /** Configured as paused: it keeps its place and is not probed. */
  readonly paused: boolean;
  /** How long one write may take before its signal aborts. */
  readonly timeoutMs: number;
  /** Where bodies go that are too large for the destination. Without it, such events are dead letters. */
  readonly claimCheck?: ClaimCheckPlan | undefined;
}

/** The part of its items that a destination is to have. */
export interface Selection {
  /** Equal for equal selections, which share what is made. */
  readonly key: string;
  /** The selected part of an item of that type; the item itself where all of it is. Never changes the item. */
  readonly select: (item: unknown, type: string) => unknown;
}

/** The object store that holds what is too large for another destination. */
export interface ClaimCheckPlan {
  /** The store's own name among the destinations. */
  readonly name: string;
  /** Of that destination's connector, which is shared. */
  readonly store: NonNullable<Connector["store"]>;
  /** How long storing one body may take. */
  readonly timeoutMs: number;
}

/** What delivery uses of the journal. */
export type DeliveryJournal = Pick<
  Journal,
  | "read"
  | "readEvents"
  | "openCursor"
  | "claim"
  | "settle"
  | "noteFailure"
  | "saveState"
  | "pauseCursor"
  | "retries"
  | "requeue"
  | "destinations"
  | "stats"
  | "onAppend"
  | "onErase"
>;

export interface DeliveryOptions {
  readonly journal: DeliveryJournal;
  /** Work that waits begins with this, not with `start`, which opens the cursors; without it at once. */
  readonly begin?: Promise<void>;
  readonly destinations: readonly DestinationPlan[];
  readonly bodies: EventBodies;
  readonly clock: Clock;
  /** Terra's webhook body as JSON, and no other format, when left out. */
  readonly encode?: EncodeRecord;
  /** No format that puts batches together, when left out. */
  readonly encodeBatch?: EncodeBatch;
  /** Bytes of events, as JSON, that are on their way to all destinations together; 64 MB when left out. */
  readonly maxInFlightBytes?: number;
  /** In [0, 1); `Math.random` unless a test passes its own. */
  readonly random?: () => number;
  readonly observe?: DeliveryObserver;
}

/** What metrics and logs are told. Never throws, never waits. */
export interface DeliveryObserver {
  attempt?(
    destination: string,
    outcome: "delivered" | DeliveryCode,
    records: number,
    durationMs: number,
  ): void;
  /** A batch is handed to the connector. `wrote` follows, unless the process ends first. */
  writing?(destination: string, batch: WrittenBatch): void;
  /** The connector has answered, or was cut off. */
  wrote?(destination: string, batch: WrittenBatch, end: WriteEnd): void;
  state?(destination: string, state: DestinationState): void;
  deadLetter?(
    destination: string,
    eventId: string,
    code: DeliveryCode,
    message: string,
    payloadId: number,
  ): void;
  /** It is configured no more; nothing else is told of it. */
  removed?(destination: string): void;
  /** The store of its claim check began to fail; null: it works again. */
  claimCheck?(
    destination: string,
    store: string,
    failure: { readonly code: DeliveryCode; readonly message: string } | null,
  ): void;
}

/** What was handed to a connector in one call. */
export interface WrittenBatch {
  readonly id: string;
  /** The connector's type. */
  readonly type: string;
  readonly events: readonly StoredEvent[];
  /** Of the records as JSON; an estimate where they are small. */
  readonly bytes: number;
  /** How often the one of them that failed most has failed before. */
  readonly failures: number;
}

/** What came of it. */
export interface WriteEnd {
  /** `partial`: some records were delivered and others not; `stopped`: cut off, as nobody waits for it any more. */
  readonly outcome: "delivered" | "partial" | "stopped" | DeliveryCode;
  /** The events that were not delivered; they are retried, or become dead letters. */
  readonly failed: readonly StoredEvent[];
  /** Code and words of the first failure, of one that is retried where there is one; null: none failed. */
  readonly failure: { readonly code: DeliveryCode; readonly message: string } | null;
  /** Unix milliseconds. */
  readonly startedAtMs: number;
  readonly durationMs: number;
}

export interface DestinationStatus {
  readonly name: string;
  readonly type: string;
  readonly state: DestinationState;
  /** Newest event of the journal minus the last one that is settled here. */
  readonly lagEvents: number;
  readonly settledThrough: number;
  readonly retries: number;
  readonly deadLetters: number;
  readonly delivered: number;
  /** When the oldest event arrived that waits for delivery, Unix milliseconds; null: none, or not known. */
  readonly oldestUnsentAtMs: number | null;
  /** Who has it paused: `failure` is its circuit breaker, which ends by itself; null: it is not paused. */
  readonly pausedBy: "configuration" | "operator" | "failure" | null;
  /** The last time that a batch or a check failed, since it was started or changed. */
  readonly lastFailure: DestinationFailure | null;
}

export interface DestinationFailure {
  readonly code: DeliveryCode;
  readonly message: string;
  readonly atMs: number;
}

/** Events that are to be delivered whatever became of them. */
export interface Redelivery {
  /** By name; all that are configured when left out. */
  readonly destinations?: readonly string[];
  readonly events: readonly { readonly seq: number; readonly request?: DeliveryRequest }[];
}

export interface Delivery {
  /** Opens the cursors, takes up unfinished claims and starts every loop. */
  start(): Promise<void>;
  /**
   * Delivers to these destinations from now on. A plan that is the same object as before goes on untouched. One
   * that is new starts as it says; one that is gone stops, and its place stays in the journal; one that has
   * changed stops and goes on at its place, with what it had claimed first and under the same ids. What is in
   * flight at those that stop may finish for `timeoutMs`, then it is aborted. Connectors that no plan has any
   * more are closed; a plan whose claim check's connector is another must be another too.
   *
   * Resolves when all of it is in effect. Called again meanwhile, or while it starts, it takes its turn.
   * `onAccepted` is called before anything stops, once nothing can refuse it: until then the new connectors are
   * the caller's to close.
   *
   * @throws {DeliveryError} `rejected` when a format has no encoder; `unavailable` when it is being stopped.
   * @throws {JournalError} when the place of a new one cannot be made. Nothing has changed then.
   */
  reconfigure(
    destinations: readonly DestinationPlan[],
    how: { readonly timeoutMs: number; readonly onAccepted?: () => void },
  ): Promise<void>;
  status(): Promise<readonly DestinationStatus[]>;
  /** Whether any destination takes events now: whether bodies made at the door will soon be asked for. */
  isTaking(): boolean;
  /**
   * Sets events to be delivered (again) at once, also those that were superseded or are dead letters, in
   * order with others of the same item. They are in the journal when it resolves. A destination that is
   * paused keeps them; one that is behind gets them when they are due in the log; what its `only` refuses
   * is passed over. Asked twice for the same event, the later request holds.
   *
   * @returns how many were set, counted for each destination.
   * @throws {DeliveryError} `not_found` when a destination is not configured.
   * @throws {JournalError} when the journal refuses; then nothing was set.
   */
  redeliver(redelivery: Redelivery): Promise<number>;
  /**
   * Lets a destination rest until `resume`, also over restarts: what is in flight is finished, the rest
   * waits. Where the configuration pauses it, that comes first and this counts afterwards.
   *
   * @throws {DeliveryError} `not_found` when it is not configured.
   * @throws {JournalError} when it cannot be stored; it goes on then.
   */
  pause(destination: string): Promise<void>;
  /** Ends `pause`; throws likewise. The time of the pause does not count towards giving up. */
  resume(destination: string): Promise<void>;
  /**
   * Asks a destination whether it can be reached and written to; where its circuit breaker has it paused
   * and it can, it goes on at once. Null when all is well.
   *
   * @throws {DeliveryError} `not_found` when it is not configured.
   */
  check(destination: string): Promise<Omit<DestinationFailure, "atMs"> | null>;
  /**
   * Writes one event straight to a destination, made as any other, whatever its state and its `only`; null: it was
   * delivered. Nothing of it is in the journal, and nothing is tried again.
   *
   * @throws {DeliveryError} `not_found` when it is not configured.
   */
  writeTest(
    destination: string,
    test: { readonly event: StoredEvent; readonly item: unknown },
    options: { readonly signal: AbortSignal },
  ): Promise<Omit<DestinationFailure, "atMs"> | null>;
  /** Resolves when every destination that is not paused has settled the journal's newest event. */
  drained(options: { readonly signal: AbortSignal }): Promise<void>;
  /** Lets what is in flight finish for `timeoutMs`, then aborts it; closes the connectors. */
  stop(options: { readonly timeoutMs: number }): Promise<void>;
}

/** Finds or rebuilds event bodies, so that destinations in step share one parse and one encoding. */
export interface EventBodies {
  /** Keeps a body that was just made at the door. `bytes` is its payload's size. */
  remember(event: NormalizedEvent, bytes: number): void;
  /**
   * One body per event, in order; an error where the payload cannot be normalized any more. Only of the first, at
   * least one, where the payloads that have to be read for them have more than `maxBytes`.
   */
  load(events: readonly StoredEvent[], maxBytes?: number): Promise<readonly (EventBody | Error)[]>;
}

/** A body and what was made of it, computed on first use and shared. Its functions can be taken out of it. */
export interface EventBody {
  readonly item: () => unknown;
  readonly json: () => string;
  /** The text of `json()`, for one use: it is not kept. */
  pieces(): Iterable<string>;
  /** Length of `json()` in UTF-8. Makes the text. */
  byteLength(): number;
  /** About as much, without making the text; exact where it has been made. */
  estimatedBytes(): number;
  /** What `make` made of the body as it is in a format; called only once for each. */
  readonly encoded: (format: FormatName, make: () => Encoded) => Encoded;
  /** The body of the selected part; this body where all of it is selected. */
  select(selection: Selection): EventBody;
}

/** Makes the events of a payload again; the same code that ran at the door. */
export type Renormalize = (payload: Payload) => readonly NormalizedEvent[];

/** Turns a record into bytes of a format. Passed in by the composition root. */
export type EncodeRecord = (format: FormatName, record: Omit<DeliveryRecord, "encode">) => Encoded;

/** Puts the records of a batch together. The same records give the same bytes. Passed in likewise. */
export type EncodeBatch = (
  format: BatchFormat,
  records: readonly DeliveryRecord[],
) => Promise<readonly BatchObject[]>;
