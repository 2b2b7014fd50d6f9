import type { DeliveryCode, DeliveryRequest, EventHead, SourceName } from "@musette/core";
import type { JournalOperations } from "./operations.ts";
import type { Connection, JournalUser, Session, UserChange, UserPage, UserQuery } from "./users.ts";

export type { Connection, JournalUser, Session, UserChange, UserPage, UserQuery } from "./users.ts";

/**
 * The durable log. One driver per folder: `sqlite/` is embedded.
 *
 * Promises every driver keeps:
 * - `append` resolves only after the bytes are on disk (fsync); appends made at the same time share
 *   one commit. When it rejects, nothing of it was stored.
 * - Duplicate detection and revision numbering happen in the same commit as the append.
 * - `seq` grows by commit order and is never reused.
 * - Every other write here is durable when its promise resolves, and one call is one commit.
 */
export interface Journal extends JournalOperations {
  /**
   * Stores a payload and its events; one of which nothing is new is not stored.
   *
   * @throws {JournalError} `journal.full`, or `journal.foreign_user` when an event names a user of
   *   another developer. Nothing of this append is stored then.
   */
  append(entry: Append): Promise<readonly Appended[]>;

  /** Events after `after` (exclusive), oldest first, at most `limit`. Heads only. Damaged ones are left out. */
  read(range: ReadRange): Promise<readonly StoredEvent[]>;
  /** The events with these `seq`, in the order asked; those that are gone are left out. */
  readEvents(seqs: readonly number[]): Promise<readonly StoredEvent[]>;
  /** The payloads with these ids; those that are gone or damaged are left out. */
  readPayloads(ids: readonly number[]): Promise<ReadonlyMap<number, Payload>>;
  /** What is known beside their bytes of the payloads with these ids; those that are gone are left out. */
  readContexts(ids: readonly number[]): Promise<ReadonlyMap<number, PayloadContext>>;
  /** Events of one user by type and the item's own start time, newest revision of each key. */
  history(query: HistoryQuery): Promise<readonly StoredEvent[]>;

  /** Makes the cursor when it is new, and returns where it stands. */
  openCursor(destination: string, start: "beginning" | "now"): Promise<CursorState>;
  /** Records a batch's boundaries before its first write. Moves `claimedThrough` to `through`. */
  claim(destination: string, claim: Claim): Promise<void>;
  /** Ends a claim and records what was not delivered, in one commit. */
  settle(destination: string, settlement: Settlement): Promise<void>;
  /** Remembers a failed attempt of a claim, so that its age and count survive a restart. */
  noteFailure(destination: string, claimId: string, failure: AttemptFailure): Promise<void>;
  /** Stores the destination's state for operators and restarts. */
  saveState(destination: string, state: DestinationState): Promise<void>;
  /** Retries of a destination in `seq` order, whatever their due time. */
  retries(
    destination: string,
    page: { readonly afterSeq: number; readonly limit: number },
  ): Promise<readonly Retry[]>;
  deadLetters(
    destination: string,
    page: { readonly afterSeq: number; readonly limit: number },
  ): Promise<readonly DeadLetter[]>;
  /** All cursors, also of destinations that are no longer configured. */
  destinations(): Promise<readonly DestinationSummary[]>;

  /** Users known here; undefined when there is none. */
  findUser(query: UserQuery): Promise<JournalUser | undefined>;
  /** One developer's users, oldest first. */
  users(page: UserPage): Promise<{ readonly users: readonly JournalUser[]; readonly total: number }>;
  /**
   * Changes what is given, and makes the user when there is none and `developer` and `provider` are
   * given. One that is there already keeps its developer.
   *
   * @throws {JournalError} `journal.foreign_user` when it belongs to another developer.
   */
  saveUser(user: UserChange): Promise<JournalUser>;
  /**
   * Deletes what is stored of a user: events, payloads and their quarantine, retries, dead letters,
   * connections, sessions and the user. Events with a `seq` in `keep` and their payloads stay until
   * they are delivered and pruned, and so does a payload that holds events of another user too.
   *
   * A claim keeps its place; it passes over those of its events that are gone, and nothing more is
   * recorded of them. Done in small steps like `prune`: after a failure part of it is gone, and asking
   * again does the rest. When the promise resolves, the bytes are overwritten on disk.
   */
  eraseUser(erase: {
    readonly userId: string;
    readonly keep: readonly number[];
  }): Promise<{ readonly events: number; readonly payloads: number }>;

  /** Stores a user's sealed credentials for a source; replaces what was there. */
  saveConnection(connection: Connection): Promise<void>;
  findConnection(userId: string): Promise<Connection | undefined>;
  deleteConnection(userId: string): Promise<void>;

  /** Stores a session under the digest of its token. Those that have expired for a day are removed. */
  saveSession(session: Session): Promise<void>;
  /** The session with this digest, also one that has expired or was used. */
  findSession(digest: string): Promise<Session | undefined>;
  /** Marks a session as used; false when it was already, has expired or is not there. Atomic. */
  useSession(use: { readonly digest: string; readonly atMs: number }): Promise<boolean>;

  /**
   * Sets events to be delivered (again) to each of the destinations, whatever became of them there:
   * each becomes a retry that is due now, and is a dead letter no more. Those whose `seq` is gone,
   * and destinations without a cursor, are passed over.
   *
   * @returns how many retries were set.
   */
  requeue(requeue: Requeue): Promise<number>;

  quarantined(page: { readonly afterId: number; readonly limit: number }): Promise<readonly Quarantined[]>;

  stats(): Promise<JournalStats>;
  /**
   * Deletes events older than `beforeMs` that every cursor has settled and nothing refers to, and
   * their payloads, in small steps. Cursors of destinations that are no longer configured count too.
   */
  prune(options: {
    readonly beforeMs: number;
    readonly signal: AbortSignal;
  }): Promise<{ readonly events: number }>;
  /** Calls `listener` after each commit that stored events, with the newest `seq`. Returns how to stop. */
  onAppend(listener: (headSeq: number) => void): () => void;
  /** Calls `listener` after a user was erased, before `eraseUser` resolves. Returns how to stop. */
  onErase(listener: (erasure: Erasure) => void): () => void;
  /**
   * Calls `listener` with what was found damaged since the journal was opened, and with what is found later.
   * Returns how to stop.
   */
  onDamage(listener: (finding: JournalDamage) => void): () => void;
  /** Finishes what was accepted, then releases the file. May be called twice. */
  close(): Promise<void>;
}

/** One request's payload and what was made of it. Stored in one commit, or not at all. */
export interface Append {
  readonly source: SourceName;
  /** The `dev_id` that sent it. */
  readonly developer: string;
  readonly receivedAtMs: number;
  /** The payload byte for byte. Ownership passes to the journal: the buffer is transferred. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What a normaliser needs to make the same events from the same bytes again. */
  readonly context: PayloadContext;
  readonly events: readonly EventHead[];
  /** Items that could not be normalised; the payload is kept for them. */
  readonly quarantine: readonly NewQuarantine[];
}

/** The facts from outside the payload that its events depend on. Stored beside the bytes as JSON. */
export interface PayloadContext {
  readonly userId: string | null;
  readonly referenceId: string | null;
  /** Terra's ordering timestamp, Unix milliseconds. */
  readonly orderedAtMs: number | null;
  /** The request that brought it. No normaliser needs it, but whoever looks for what became of a request. */
  readonly requestId?: string;
}

export interface NewQuarantine {
  readonly item: number;
  readonly code: string;
  /** JSON pointer into the payload. */
  readonly pointer: string;
  readonly message: string;
}

/** What became of one event of an append, in the order given. */
export interface Appended {
  readonly id: string;
  readonly seq: number;
  readonly revision: number;
  /** The same content of the same item is stored already; `seq` and `revision` are that one's. */
  readonly duplicate: boolean;
}

/**
 * An event in the log. Its `id` is that of its content: where the source says that an item went back
 * to what it was before, the same id has a second `seq`, with a newer revision.
 */
export interface StoredEvent extends EventHead {
  readonly seq: number;
  /** Greater is newer among events of one key. At least `orderedAtMs` or the time of arrival. */
  readonly revision: number;
  /**
   * True when a newer revision of its key was already stored when it arrived (the source said so by
   * `orderedAtMs`). It is history and is not delivered.
   */
  readonly superseded: boolean;
  readonly receivedAtMs: number;
  readonly developer: string;
  readonly source: SourceName;
  readonly payloadId: number;
}

export interface Payload {
  readonly id: number;
  readonly source: SourceName;
  readonly developer: string;
  readonly receivedAtMs: number;
  readonly context: PayloadContext;
  /** Byte for byte as received. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface ReadRange {
  readonly after: number;
  /** Inclusive; the newest when left out. */
  readonly through?: number;
  readonly limit: number;
}

export interface HistoryQuery {
  readonly developer: string;
  readonly userId: string;
  readonly type: string;
  /**
   * Unix milliseconds of the item's start, inclusive and exclusive. An item without a start counts
   * as starting when it arrived; a start without an offset is read as UTC.
   */
  readonly fromMs: number;
  readonly toMs: number;
  /** Goes on behind this one: `startMs` and `seq` as an earlier page's last item had them. */
  readonly after?: { readonly startMs: number; readonly seq: number };
  readonly limit: number;
}

/** Events of the user up to `throughSeq` are gone, but for those in `keep`. */
export interface Erasure {
  readonly userId: string;
  readonly throughSeq: number;
  readonly keep: readonly number[];
}

export interface Requeue {
  readonly destinations: readonly string[];
  readonly events: readonly { readonly seq: number; readonly request?: DeliveryRequest }[];
  readonly atMs: number;
}

/** A run of the log that a destination has taken on: all events in (`after`, `through`] that it wants. */
export interface Claim {
  readonly id: string;
  /** Exclusive. */
  readonly after: number;
  /** Inclusive. */
  readonly through: number;
}

export interface OpenClaim extends Claim {
  readonly attempts: number;
  readonly firstFailedAtMs: number | null;
}

export interface CursorState {
  /** Everything up to here is claimed or settled. */
  readonly claimedThrough: number;
  /** Claims that were not settled, oldest first: to be delivered again under the same id. */
  readonly claims: readonly OpenClaim[];
  readonly state: DestinationState;
  /** Since when an operator has it paused; null: not. */
  readonly pausedAtMs: number | null;
}

export interface AttemptFailure {
  readonly attempts: number;
  readonly firstFailedAtMs: number;
  readonly code: DeliveryCode;
  readonly message: string;
}

export interface Settlement {
  /** The claim that is finished; null when only retries are settled. */
  readonly claimId: string | null;
  /** Retries that were delivered or have become dead letters. */
  readonly removeRetries: readonly number[];
  /** Inserted, or updated where the same `seq` is there. */
  readonly retries: readonly Retry[];
  readonly deadLetters: readonly DeadLetter[];
}

/** An event that a destination has not taken yet. */
export interface Retry {
  readonly seq: number;
  readonly key: string;
  readonly attempts: number;
  readonly nextAtMs: number;
  readonly firstFailedAtMs: number;
  readonly code: DeliveryCode;
  readonly message: string;
  /** The request that asked for it, where one did. */
  readonly request?: DeliveryRequest;
}

/** An event that a destination will not take, with the reason. */
export interface DeadLetter {
  readonly seq: number;
  readonly key: string;
  readonly attempts: number;
  readonly deadAtMs: number;
  readonly code: DeliveryCode;
  readonly message: string;
}

export interface DestinationState {
  readonly status: "healthy" | "degraded" | "paused";
  readonly sinceMs: number;
  readonly code: DeliveryCode | null;
  /** The last error in words; null when there is none. */
  readonly message: string | null;
}

export interface DestinationSummary {
  readonly destination: string;
  /** Every event up to here was delivered, set aside as a retry, or dead-lettered. */
  readonly settledThrough: number;
  readonly claimedThrough: number;
  readonly retries: number;
  readonly deadLetters: number;
  readonly state: DestinationState;
  /** Since when an operator has it paused; null: not. */
  readonly pausedAtMs: number | null;
}

export interface Quarantined extends NewQuarantine {
  readonly id: number;
  readonly payloadId: number;
  readonly source: SourceName;
  readonly developer: string;
  readonly receivedAtMs: number;
}

/**
 * Something that is no longer as it was written: a bit flipped, or a piece is missing. It is left out of
 * every answer; the rest is served.
 */
export interface JournalDamage {
  readonly kind:
    | "event"
    | "payload"
    | "log"
    | "cursors"
    | "retries"
    | "dead letters"
    | "quarantine"
    | "users";
  /**
   * `seq` of the event, also of a retry or a dead letter; id of the payload or of the item in quarantine; for
   * `log` the `seq` behind which events are missing; 0 where it may be any.
   */
  readonly id: number;
  /** What, and what to do. */
  readonly message: string;
}

export interface JournalStats {
  readonly headSeq: number;
  readonly events: number;
  readonly quarantined: number;
  /** What was found damaged since it was opened. */
  readonly damaged: number;
  /** Size of the database and its write-ahead log. */
  readonly bytes: number;
  /** The configured limit; null when there is none. */
  readonly maxBytes: number | null;
  /** Commits since start and the time the last hundred took, for `/metrics`. */
  readonly commits: number;
  readonly commitMsP50: number;
  readonly commitMsP99: number;
  /** All commits since start, fsync included. */
  readonly commitTimes: DurationHistogram;
  /** Requests made of the journal that have no answer yet: its queue. */
  readonly waiting: number;
  /** Room on the disk that holds it; null where the system does not say. */
  readonly freeBytes: number | null;
}

/** How often something took how long. */
export interface DurationHistogram {
  /** Upper bounds, inclusive and ascending. */
  readonly boundsMs: readonly number[];
  /** How many fell between a bound and the one before it; the last is of those above every bound. */
  readonly counts: readonly number[];
  readonly sumMs: number;
}
