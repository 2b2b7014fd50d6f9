/** `GET /admin/destinations`. */
export interface DestinationsAnswer {
  readonly destinations: readonly DestinationView[];
  readonly unconfigured: readonly UnconfiguredDestination[];
}

/** One destination; also the answer of `POST /admin/destinations/{name}/pause` and `/resume`. */
export interface DestinationView {
  readonly name: string;
  /** The connector: `sql`, `s3`… */
  readonly type: string;
  readonly status: "healthy" | "degraded" | "paused";
  readonly since: string;
  /** `failure` ends by itself; null: it is not paused. */
  readonly pausedBy: "configuration" | "operator" | "failure" | null;
  /** Why it is in this state; null: nothing is wrong. */
  readonly message: string | null;
  /** Events of the journal that are not settled here. */
  readonly lagEvents: number;
  /** Age of the oldest event that waits; 0: none waits. */
  readonly lagSeconds: number;
  readonly oldestUnsentAt: string | null;
  readonly retries: number;
  readonly deadLetters: number;
  /** Since the server started. */
  readonly delivered: number;
  readonly lastError: { readonly code: string; readonly message: string | null; readonly at: string } | null;
  /** What to do; null: nothing. */
  readonly advice: string | null;
}

export interface UnconfiguredDestination {
  readonly name: string;
  readonly lagEvents: number;
  readonly retries: number;
  readonly deadLetters: number;
  readonly advice: string;
}

/** `GET /admin/destinations/{name}/config`. */
export interface DestinationConfig {
  readonly name: string;
  readonly type: string;
  /** As YAML, defaults included, with secrets masked. */
  readonly yaml: string;
}

/**
 * `POST /admin/destinations/{name}/check` (without `durationMs` and `event`) and `/test`, which writes one
 * generated activity of the user `musette-test`.
 */
export interface DestinationTestResult {
  readonly ok: boolean;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly durationMs?: number;
  /** What was written, to be found at the destination. */
  readonly event?: { readonly id: string; readonly userId: string; readonly startTime: string };
}
