import type { Append, Appended, PayloadContext, Quarantined } from "./appends.ts";
import type {
  AttemptFailure,
  Claim,
  CursorState,
  DeadLetter,
  DestinationState,
  DestinationSummary,
  Requeue,
  Retry,
  Settlement,
} from "./cursors.ts";
import type { JournalDamage, JournalStats } from "./journal-health.ts";
import type { Erasure, HistoryQuery, Payload, ReadRange, StoredEvent } from "./stored-events.ts";
import type { JournalOperations } from "./operations.ts";
import type { Connection, JournalUser, Session, UserChange, UserPage, UserQuery } from "./users.ts";

export type * from "./appends.ts";
export type * from "./cursors.ts";
export type * from "./journal-health.ts";
export type * from "./stored-events.ts";
export type * from "./users.ts";

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
  /** How many bytes the payloads with these ids have, as received; those that are gone are left out. */
  payloadSizes(ids: readonly number[]): Promise<ReadonlyMap<number, number>>;
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
  /**
   * Looks at all events, whether the indexes find each of them, and at all payloads, in small steps; puts back
   * what the indexes lack. What is damaged is told as by `onDamage`.
   *
   * @param options.restMs waits so long between two steps of 256 events, or of payloads of 4 MB, so that
   * others have the disk.
   * @returns how many events and payloads are well.
   */
  scrub(options: {
    readonly restMs: number;
    readonly signal: AbortSignal;
  }): Promise<{ readonly events: number; readonly payloads: number }>;
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
