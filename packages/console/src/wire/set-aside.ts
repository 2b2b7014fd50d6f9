/** `GET /admin/dead-letters` by `destination`, `code`, `type`, `user`, `from`, `to`, `after`, `limit`. */
export interface DeadLetterPage {
  readonly deadLetters: readonly DeadLetterView[];
  readonly next: string | null;
}

/** `POST /admin/dead-letters/{destination}/{seq}/retry` or `/drop`. */
export interface DeadLetterView {
  readonly destination: string;
  readonly seq: number;
  readonly key: string;
  readonly eventId: string;
  readonly type: string;
  readonly userId: string;
  readonly provider: string;
  readonly startTime: string | null;
  readonly attempts: number;
  readonly deadAt: string;
  readonly code: string;
  readonly message: string;
}

/**
 * Of `POST /admin/dead-letters/retry?…`, `/drop?…` and `/admin/quarantine/drop?…`, by the filters of the lists,
 * `all=true` for everything; with `dry_run=true` only `matched`.
 */
export interface BulkResult {
  readonly matched: number;
  readonly retried?: number;
  readonly dropped?: number;
}

/** `GET /admin/quarantine` by `source`, `code`, `user`, `from`, `to`, `after`, `limit`. */
export interface QuarantinePage {
  readonly quarantine: readonly QuarantineView[];
  readonly next: string | null;
}

/** `GET /admin/quarantine/{id}` has the payload too. */
export interface QuarantineView {
  readonly id: number;
  readonly payloadId: number;
  readonly item: number;
  readonly code: string;
  /** JSON pointer into the payload. */
  readonly pointer: string;
  readonly message: string;
  readonly source: "terra" | "peloton" | "ifit" | "file";
  readonly developer: string;
  readonly userId: string | null;
  readonly receivedAt: string;
  readonly payload?: { readonly encoding: "utf-8" | "base64"; readonly text: string };
}

/** Of `POST /admin/quarantine/rerun?…`. One alone: `POST /admin/quarantine/{id}/rerun`, `{resolved, …}`. */
export interface RerunAnswer {
  readonly matched: number;
  readonly resolved?: number;
  readonly unresolved?: number;
  readonly remaining?: readonly {
    readonly id: number;
    readonly code: string;
    readonly pointer: string;
    readonly detail: string;
  }[];
}
