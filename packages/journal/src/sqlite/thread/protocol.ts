import type { ErrorContext, EventAlias, JournalCode } from "@musette/core";
import type {
  Append,
  AttemptFailure,
  Claim,
  Connection,
  CursorState,
  DeadLetter,
  DestinationState,
  DestinationSummary,
  HistoryQuery,
  JournalDamage,
  JournalStats,
  JournalUser,
  NewQuarantine,
  Payload,
  PayloadContext,
  Quarantined,
  ReadRange,
  Requeue,
  Retry,
  Session,
  Settlement,
  UserChange,
  UserPage,
  UserQuery,
} from "../../journal.ts";
import type {
  DeadLetterFilter,
  EventFilter,
  EventPlace,
  FoundDeadLetter,
  FoundQuarantined,
  QuarantineFilter,
  RerunOutcome,
} from "../../operations.ts";
import type { AppendedRow } from "../appended-row.ts";
import type { EventRow } from "../event-row.ts";
import type { WireRequest } from "./wire.ts";

/** An append as it crosses to the thread: text where the store only keeps and returns it. */
export interface NewAppend {
  readonly source: Append["source"];
  readonly developer: string;
  readonly receivedAtMs: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** JSON. */
  readonly context: string;
  readonly events: readonly NewEvent[];
  readonly quarantine: readonly NewQuarantine[];
}

export interface NewEvent {
  readonly id: string;
  readonly key: string;
  readonly type: string;
  readonly startTime: string | null;
  readonly endTime: string | null;
  readonly orderedAtMs: number | null;
  readonly item: number;
  readonly alias: EventAlias | null;
  readonly user: NewUser;
}

export interface NewUser {
  readonly userId: string;
  readonly referenceId: string | null;
  readonly provider: string;
  /** The whole user, as JSON. */
  readonly json: string;
}

/** What the thread knows of itself. */
export type StoreStats = Omit<JournalStats, "waiting">;

interface Page {
  readonly limit: number;
}

/** Done together with the other writes that wait, in one commit. */
export interface Writes {
  append(entry: NewAppend): readonly AppendedRow[];
  openCursor(request: {
    readonly destination: string;
    readonly start: "beginning" | "now";
    readonly nowMs: number;
  }): CursorState;
  claim(request: { readonly destination: string; readonly claim: Claim }): void;
  settle(request: { readonly destination: string; readonly settlement: Settlement }): void;
  noteFailure(request: {
    readonly destination: string;
    readonly claimId: string;
    readonly failure: AttemptFailure;
  }): void;
  saveState(request: { readonly destination: string; readonly state: DestinationState }): void;
  requeue(request: Requeue): number;
  pauseCursor(request: { readonly destination: string; readonly pausedAtMs: number | null }): void;
  dropCursorStep(destination: string): { readonly isKnown: boolean; readonly isLast: boolean };
  dropDeadLetters(letters: readonly DeadLetterPlace[]): number;
  dropQuarantine(ids: readonly number[]): number;
  rerunQuarantined(request: {
    readonly payloadId: number;
    readonly ids: readonly number[];
    readonly events: readonly NewEvent[];
  }): RerunOutcome;
  saveUser(change: UserChange): JournalUser;
  saveConnection(connection: Connection): void;
  deleteConnection(userId: string): void;
  saveSession(request: { readonly session: Session; readonly nowMs: number }): void;
  useSession(request: { readonly digest: string; readonly atMs: number }): boolean;
  scrubMend(request: ScrubMend): void;
  pruneStep(request: { readonly beforeMs: number; readonly afterSeq: number }): PruneStep;
  eraseStep(request: {
    readonly userId: string;
    readonly keep: readonly number[];
    /** Quarantined payloads up to here have been looked at. */
    readonly afterPayloadId: number;
  }): EraseStep;
}

/** How far a scrub is: all rows of `table` up to `after` have been looked at. */
export interface ScrubPlace {
  readonly table: "events" | "payloads";
  readonly after: number;
}

/** How many one step of a scrub found to be well, what is to be mended, and where the next one goes on. */
export interface ScrubStep {
  readonly events: number;
  readonly payloads: number;
  readonly mend: readonly ScrubMend[];
  readonly next: ScrubPlace | null;
}

/** An event that the indexes do not find, or of which the list by type and provider lacks some. */
export interface ScrubMend {
  readonly seq: number;
  readonly lacks: "indexes" | "list";
}

/** What one step of a prune did; the next one goes on after `afterSeq`. */
export interface PruneStep {
  readonly events: number;
  readonly afterSeq: number;
  readonly isLast: boolean;
}

/** What one step of erasing a user did; the next one goes on after `afterPayloadId`. */
export interface EraseStep {
  readonly events: number;
  readonly payloads: number;
  readonly afterPayloadId: number;
  readonly isLast: boolean;
  /** The newest event's `seq` when it was done. */
  readonly headSeq: number;
}

export type DeadLetterPlace = Pick<FoundDeadLetter, "destination" | "seq">;

/** A look at the next piece of a table. */
export interface ScanRequest<Filter, Place> {
  readonly filter: Filter;
  /** Goes on behind here; null: from the beginning. */
  readonly after: Place | null;
  /** Most rows to find; null: only counts. */
  readonly limit: number | null;
}

export interface ScanStep<Row, Place> {
  /** Empty where it only counts. */
  readonly found: readonly Row[];
  readonly count: number;
  /** Where to go on; null: there is no more. */
  readonly next: Place | null;
}

/** See only what is committed. */
export interface Reads {
  scanDeadLetters(
    request: ScanRequest<DeadLetterFilter, DeadLetterPlace>,
  ): ScanStep<FoundDeadLetter, DeadLetterPlace>;
  scanQuarantine(request: ScanRequest<QuarantineFilter, number>): ScanStep<FoundQuarantined, number>;
  scanEvents(request: ScanRequest<EventFilter, number>): ScanStep<EventRow, number>;
  /** May find fewer than there are: it ends in time, and goes on at `next`. */
  listEvents(request: {
    readonly filter: EventFilter;
    readonly after: EventPlace | null;
    readonly limit: number;
  }): { readonly found: readonly EventRow[]; readonly next: EventPlace | null };
  read(range: ReadRange): readonly EventRow[];
  readEvents(seqs: readonly number[]): readonly EventRow[];
  readPayloads(ids: readonly number[]): readonly Payload[];
  payloadSizes(ids: readonly number[]): readonly (readonly [id: number, bytes: number])[];
  readContexts(ids: readonly number[]): readonly (readonly [id: number, context: PayloadContext])[];
  history(query: HistoryQuery): readonly EventRow[];
  retries(page: Page & { readonly destination: string; readonly afterSeq: number }): readonly Retry[];
  deadLetters(
    page: Page & { readonly destination: string; readonly afterSeq: number },
  ): readonly DeadLetter[];
  destinations(request: null): readonly DestinationSummary[];
  findUser(query: UserQuery): JournalUser | undefined;
  users(page: UserPage): { readonly users: readonly JournalUser[]; readonly total: number };
  findConnection(userId: string): Connection | undefined;
  findSession(digest: string): Session | undefined;
  quarantined(page: Page & { readonly afterId: number }): readonly Quarantined[];
  stats(request: null): StoreStats;
  /** No read, but like one it has to be outside of a transaction: see `Checkpoint.empty`. */
  emptyLog(request: null): void;
  scrubStep(place: ScrubPlace): ScrubStep;
}

export type Operations = Writes & Reads;
export type OperationName = keyof Operations;

export interface Request {
  readonly id: number;
  readonly operation: OperationName;
  readonly argument: unknown;
}

/** To the thread: requests in the order they were made, or the wish to end after them. */
export type ToThread = readonly WireRequest[] | "close";

export type Outcome = { readonly value: unknown } | { readonly error: FlatError };
export type Reply = Outcome & { readonly id: number };

/** A `JournalError` as it crosses between threads, where classes do not. */
export interface FlatError {
  readonly code: JournalCode;
  readonly message: string;
  readonly context: ErrorContext;
}

/** From the thread. */
export type FromThread =
  | { readonly kind: "opened"; readonly headSeq: number; readonly damage: readonly JournalDamage[] }
  | { readonly kind: "refused"; readonly error: FlatError }
  | {
      readonly kind: "replies";
      readonly replies: readonly Reply[];
      readonly headSeq: number;
      /** What was found damaged on the way. */
      readonly damage: readonly JournalDamage[];
    };

/** What the thread is started with. */
export interface ThreadOptions {
  readonly path: string;
  readonly maxBytes: number | null;
}
