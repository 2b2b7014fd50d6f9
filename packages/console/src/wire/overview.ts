import type { DestinationView, UnconfiguredDestination } from "./destinations.ts";

/** `GET /admin/overview`, and the live event `overview`. */
export interface Overview {
  readonly version: string;
  /** ISO 8601, UTC, as all instants here. */
  readonly startedAt: string;
  /** The server's clock when this was made: ages are to be counted from it, not from the browser's. */
  readonly now: string;
  readonly uptimeSeconds: number;
  readonly rates: MinuteRates;
  readonly destinations: readonly OverviewDestination[];
  /** Destinations that have a place in the journal and are not in the configuration any more. */
  readonly unconfigured: readonly UnconfiguredDestination[];
  readonly journal: {
    readonly bytes: number;
    /** The configured limit; null: there is none. */
    readonly maxBytes: number | null;
    /** What is left of the limit, or of the disk where there is none or less; null: not known. */
    readonly roomBytes: number | null;
    readonly events: number;
    /** The newest event's `seq`. */
    readonly headSeq: number;
  };
  readonly quarantined: number;
  /** Over all destinations, configured or not. */
  readonly deadLetters: number;
}

/**
 * Events by the minute, oldest first. The last is the minute that is running. Counted since the server
 * started: minutes before that are 0.
 */
export interface MinuteRates {
  /** When the first of the minutes began. */
  readonly fromMinute: string;
  /** 60 counts of events that arrived, duplicates left out. */
  readonly in: readonly number[];
  /** 60 counts of events that were delivered, each counted for every destination. */
  readonly out: readonly number[];
}

export interface OverviewDestination extends DestinationView {
  /** 60 counts of events delivered here, over the same minutes as `rates`. */
  readonly out: readonly number[];
}
