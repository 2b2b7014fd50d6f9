import type { EventHead, SourceName } from "@musette/core";
import type { Appended, DeadLetter, Quarantined, StoredEvent } from "./journal.ts";

/**
 * What operators ask of the journal beside what the server itself needs. Finding and counting look
 * through what is stored piece by piece, so that appends get their turn in between: what is stored or
 * removed meanwhile may or may not be seen.
 */
export interface JournalOperations {
  /** Dead letters that match, by destination and `seq`, at most `limit`. */
  findDeadLetters(query: DeadLetterQuery): Promise<readonly FoundDeadLetter[]>;
  countDeadLetters(filter: DeadLetterFilter): Promise<number>;
  /** Forgets dead letters, so that their events can be pruned. Returns how many there were. */
  dropDeadLetters(letters: readonly Pick<FoundDeadLetter, "destination" | "seq">[]): Promise<number>;

  /** Quarantined items that match, by `id`, at most `limit`. */
  findQuarantined(query: QuarantineQuery): Promise<readonly FoundQuarantined[]>;
  countQuarantined(filter: QuarantineFilter): Promise<number>;
  /** Deletes quarantined items, and payloads to which nothing else refers. Returns how many items. */
  dropQuarantine(ids: readonly number[]): Promise<number>;
  /**
   * Stores what a quarantined payload's items have become, and removes those from the quarantine, in one
   * commit. An event counts as having arrived when its payload did, and is superseded where a newer copy
   * of its item came since. Items without an event among `events` stay; those that are gone are passed over.
   *
   * @throws {JournalError} as `append` does; the quarantine is as it was then.
   */
  rerunQuarantined(rerun: QuarantineRerun): Promise<RerunOutcome>;

  /** Events that match, by `seq`, at most `limit`. */
  findEvents(query: EventQuery): Promise<readonly StoredEvent[]>;
  countEvents(filter: EventFilter): Promise<number>;
  /**
   * Events that match, the newest arrivals first, at most `limit`. Takes some tens of milliseconds at most: where
   * what matches is rare among what does not, a page may be short, even empty, and go on at `next`.
   */
  listEvents(query: EventListQuery): Promise<EventListPage>;

  /**
   * Remembers that an operator has paused the destination, null: that it may go on.
   *
   * @throws {JournalError} `journal.failed` when the destination has no cursor.
   */
  pauseCursor(destination: string, pausedAtMs: number | null): Promise<void>;
  /**
   * Forgets a destination that is no longer configured: its place, retries and dead letters. Until then
   * nothing behind its place is pruned. Done in small steps; after a failure, asking again does the rest.
   *
   * @returns false when there was no such cursor.
   */
  dropCursor(destination: string): Promise<boolean>;
}

/** Everything that is given must match. Times are Unix milliseconds, `from` inclusive and `to` exclusive. */
export interface DeadLetterFilter {
  readonly destination?: string | undefined;
  readonly code?: string | undefined;
  readonly type?: string | undefined;
  readonly userId?: string | undefined;
  /** When it became a dead letter. */
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
}

export interface DeadLetterQuery extends DeadLetterFilter {
  /** Goes on behind this one. */
  readonly after?: Pick<FoundDeadLetter, "destination" | "seq"> | undefined;
  readonly limit: number;
}

/** A dead letter and the event that it is about. */
export interface FoundDeadLetter extends DeadLetter {
  readonly destination: string;
  readonly eventId: string;
  readonly type: string;
  readonly userId: string;
  readonly provider: string;
  readonly startTime: string | null;
  /** Of the request that brought it; null where it was stored before requests had one. */
  readonly requestId: string | null;
}

export interface QuarantineFilter {
  readonly id?: number | undefined;
  readonly source?: SourceName | undefined;
  readonly code?: string | undefined;
  /** Of the request; a payload that names its users itself has none. */
  readonly userId?: string | undefined;
  /** When it arrived. */
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
}

export interface QuarantineQuery extends QuarantineFilter {
  /** Goes on behind this one. */
  readonly afterId?: number | undefined;
  readonly limit: number;
}

export interface FoundQuarantined extends Quarantined {
  readonly userId: string | null;
  /** Of the request that brought it; null where it was stored before requests had one. */
  readonly requestId: string | null;
}

export interface QuarantineRerun {
  readonly payloadId: number;
  /** The quarantined items that are to be resolved, all of this payload. */
  readonly ids: readonly number[];
  /** What the payload makes now; only those of the quarantined items are stored. */
  readonly events: readonly EventHead[];
}

export interface RerunOutcome {
  /** The `ids` that are in quarantine no more. */
  readonly resolvedIds: readonly number[];
  readonly appended: readonly Appended[];
}

export interface EventFilter {
  /** The event's own id. Looks through the log, for there is no index of ids. */
  readonly id?: string | undefined;
  readonly type?: string | undefined;
  readonly userId?: string | undefined;
  /** In any case. */
  readonly provider?: string | undefined;
  /** What `fromMs` and `toMs` are about: when it arrived (the default), or the item's start as in `history`. */
  readonly by?: "arrival" | "item" | undefined;
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  /** Inclusive. */
  readonly throughSeq?: number | undefined;
  /** Only the newest revision of each item. */
  readonly newestOnly?: boolean | undefined;
}

export interface EventQuery extends EventFilter {
  readonly afterSeq?: number | undefined;
  readonly limit: number;
}

/** Where an event stands in a list by arrival. */
export interface EventPlace {
  readonly receivedAtMs: number;
  readonly seq: number;
}

/** Without `id` and `throughSeq`, which lists have not. */
export interface EventListQuery extends Omit<EventFilter, "id" | "throughSeq"> {
  /** Goes on behind this one. */
  readonly after?: EventPlace | undefined;
  readonly limit: number;
}

export interface EventListPage {
  readonly events: readonly StoredEvent[];
  /** Null: there are no more. */
  readonly next: EventPlace | null;
}
