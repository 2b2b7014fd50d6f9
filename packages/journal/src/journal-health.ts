/**
 * Something that is no longer as it was written: a bit flipped, or a piece is missing. It is left out of
 * every answer; the rest is served.
 */
export interface JournalDamage {
  readonly kind:
    | "event"
    | "payload"
    | "log"
    | "indexes"
    | "cursors"
    | "retries"
    | "dead letters"
    | "quarantine"
    | "users"
    | "connections"
    | "sessions"
    | "takeovers";
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
