/**
 * `POST /admin/replay`, as JSON. `?dry_run=true` answers `{matched}`. With `background: true` it answers 202
 * and a `ReplayJob` at once; without, `{replayed}` when all is set.
 */
export interface ReplayRequest {
  readonly destination: string;
  /** A date, a time with its offset, or Unix seconds. */
  readonly from?: string;
  readonly to?: string;
  /** What the times are of. */
  readonly by?: "arrival" | "item";
  readonly type?: string;
  readonly user?: string;
  readonly provider?: string;
  /** Every event, where nothing is named. */
  readonly all?: boolean;
  readonly background?: boolean;
}

/** `GET /admin/replays/{id}`; `POST /admin/replays/{id}/stop` stops it and answers likewise. */
export interface ReplayJob {
  readonly id: string;
  readonly request: Omit<ReplayRequest, "background">;
  readonly state: "running" | "done" | "stopped" | "failed";
  /** What will be set to be delivered again, as counted at the start. */
  readonly matched: number;
  /** What has been set so far. */
  readonly replayed: number;
  /** Of the events, looked through so far: `replayed` is less where the destination's `only` passes over. */
  readonly seen: number;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** Why it failed, in words. What was set until then stays set. */
  readonly error: string | null;
}

/** `GET /admin/replays`: newest first, since the server started, at most 50. */
export interface ReplaysAnswer {
  readonly replays: readonly ReplayJob[];
}
