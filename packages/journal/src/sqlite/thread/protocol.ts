import type { ErrorContext, JournalCode } from "@musette/core";
import type {
  Append,
  Appended,
  AttemptFailure,
  Claim,
  CursorState,
  DeadLetter,
  DestinationState,
  DestinationSummary,
  HistoryQuery,
  JournalStats,
  JournalUser,
  NewQuarantine,
  Payload,
  Quarantined,
  ReadRange,
  Retry,
  Settlement,
  UserQuery,
} from "../../journal.ts";
import type { EventRow } from "../event-row.ts";

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
  readonly user: NewUser;
}

export interface NewUser {
  readonly userId: string;
  readonly referenceId: string | null;
  readonly provider: string;
  /** The whole user, as JSON. */
  readonly json: string;
}

interface Page {
  readonly limit: number;
}

/** Done together with the other writes that wait, in one commit. */
export interface Writes {
  append(entry: NewAppend): readonly Appended[];
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
  pruneStep(request: { readonly beforeMs: number; readonly afterSeq: number }): PruneStep;
}

/** What one step of a prune did; the next one goes on after `afterSeq`. */
export interface PruneStep {
  readonly events: number;
  readonly afterSeq: number;
  readonly isLast: boolean;
}

/** See only what is committed. */
export interface Reads {
  read(range: ReadRange): readonly EventRow[];
  readEvents(seqs: readonly number[]): readonly EventRow[];
  readPayloads(ids: readonly number[]): readonly Payload[];
  history(query: HistoryQuery): readonly EventRow[];
  retries(page: Page & { readonly destination: string; readonly afterSeq: number }): readonly Retry[];
  deadLetters(
    page: Page & { readonly destination: string; readonly afterSeq: number },
  ): readonly DeadLetter[];
  destinations(request: null): readonly DestinationSummary[];
  findUser(query: UserQuery): JournalUser | undefined;
  quarantined(page: Page & { readonly afterId: number }): readonly Quarantined[];
  stats(request: null): JournalStats;
}

export type Operations = Writes & Reads;
export type OperationName = keyof Operations;

export interface Request {
  readonly id: number;
  readonly operation: OperationName;
  readonly argument: unknown;
}

/** To the thread: requests in the order they were made, or the wish to end after them. */
export type ToThread = readonly Request[] | "close";

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
  | { readonly kind: "opened"; readonly headSeq: number }
  | { readonly kind: "refused"; readonly error: FlatError }
  | { readonly kind: "replies"; readonly replies: readonly Reply[]; readonly headSeq: number };

/** What the thread is started with. */
export interface ThreadOptions {
  readonly path: string;
  readonly maxBytes: number | null;
}
