/** Where an event stands at one destination. */
export interface EventStanding {
  readonly name: string;
  /** `settled`: delivered, or passed over because the destination's `only` does not want it. */
  readonly standing: "waiting" | "in-flight" | "retrying" | "dead-letter" | "superseded" | "settled";
  readonly error: { readonly code: string; readonly message: string; readonly attempts: number } | null;
  readonly nextAttemptAt: string | null;
}

/** `GET /admin/events/{seq}/deliveries`. */
export interface EventDeliveries {
  readonly receivedAt: string;
  readonly destinations: readonly EventDelivery[];
}

export interface EventDelivery extends EventStanding {
  /** Of retries and dead letters, from the journal: also from before a restart. */
  readonly firstFailedAt: string | null;
  readonly deadAt: string | null;
  /** Oldest first, of those that are remembered. */
  readonly attempts: readonly DeliveryAttempt[];
  /**
   * `all`: every attempt since the event arrived is in `attempts`; `some`: older ones have been forgotten, or
   * were made before the server started.
   */
  readonly known: "all" | "some";
}

export interface DeliveryAttempt {
  /** When it ended. */
  readonly at: string;
  readonly durationMs: number;
  /** `delivered`, `stopped` (cut off by a stop), or the error's code. */
  readonly outcome: string;
  /** The error in words; null: none. */
  readonly message: string | null;
  /** Events in the same batch. */
  readonly records: number;
}
