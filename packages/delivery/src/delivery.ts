import type {
  Clock,
  Connector,
  ConnectorLimits,
  DeliveryCode,
  DeliveryRecord,
  Encoded,
  FormatName,
  NormalizedEvent,
} from "@musette/core";
import type { DestinationState, Journal, Payload, StoredEvent } from "@musette/journal";

/** One configured destination, ready to be delivered to. */
export interface DestinationPlan {
  readonly name: string;
  readonly type: string;
  readonly connector: Connector;
  readonly limits: ConnectorLimits;
  readonly format: FormatName;
  /** `only:` of the configuration. Events it refuses are passed over, for good. */
  readonly accepts: (event: StoredEvent) => boolean;
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
  | "retries"
  | "destinations"
  | "stats"
  | "onAppend"
>;

export interface DeliveryOptions {
  readonly journal: DeliveryJournal;
  readonly destinations: readonly DestinationPlan[];
  readonly bodies: EventBodies;
  readonly clock: Clock;
  /** Terra's webhook body as JSON, and no other format, when left out. */
  readonly encode?: EncodeRecord;
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
  state?(destination: string, state: DestinationState): void;
  deadLetter?(destination: string, eventId: string, code: DeliveryCode, message: string): void;
  /** The store of its claim check began to fail; null: it works again. */
  claimCheck?(
    destination: string,
    store: string,
    failure: { readonly code: DeliveryCode; readonly message: string } | null,
  ): void;
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
}

export interface Delivery {
  /** Opens the cursors, takes up unfinished claims and starts every loop. */
  start(): Promise<void>;
  status(): Promise<readonly DestinationStatus[]>;
  /** Whether any destination takes events now: whether bodies made at the door will soon be asked for. */
  isTaking(): boolean;
  /** Resolves when every destination that is not paused has settled the journal's newest event. */
  drained(options: { readonly signal: AbortSignal }): Promise<void>;
  /** Lets what is in flight finish for `timeoutMs`, then aborts it; closes the connectors. */
  stop(options: { readonly timeoutMs: number }): Promise<void>;
}

/** Finds or rebuilds event bodies, so that destinations in step share one parse and one encoding. */
export interface EventBodies {
  /** Keeps a body that was just made at the door. `bytes` is its payload's size. */
  remember(event: NormalizedEvent, bytes: number): void;
  /** One body per event, in order; an error where the payload cannot be normalized any more. */
  load(events: readonly StoredEvent[]): Promise<readonly (EventBody | Error)[]>;
}

/** A body and what was made of it, computed on first use and shared. */
export interface EventBody {
  item(): unknown;
  json(): string;
  /** Length of `json()` in UTF-8. Makes the text. */
  byteLength(): number;
  /** About as much, without making the text; exact where it has been made. */
  estimatedBytes(): number;
}

/** Makes the events of a payload again; the same code that ran at the door. */
export type Renormalize = (payload: Payload) => readonly NormalizedEvent[];

/** Turns a record into bytes of a format. Passed in by the composition root. */
export type EncodeRecord = (format: FormatName, record: Omit<DeliveryRecord, "encode">) => Encoded;
