import type { EventRow } from "./events.ts";
import type { Overview } from "./overview.ts";
import type { ReplayJob } from "./replays.ts";

/**
 * `GET /admin/live` (`text/event-stream`): each `event:` and what its `data:` holds as JSON. Too many streams
 * at once: 429. A stream ends when the server stops or its session does; the browser's EventSource connects
 * again by itself, and is then told 401 where the session is over.
 */
export interface LiveEvents {
  /** At once, then when something has changed, at most once a second. */
  readonly overview: Overview;
  readonly arrivals: LiveArrivals;
  /** A replay in the background has begun, got on or ended. At most twice a second for each. */
  readonly replay: ReplayJob;
  /** Every 15 seconds. */
  readonly heartbeat: LiveHeartbeat;
}

export type LiveEventName = keyof LiveEvents;

/** What arrived since the last one, at most four times a second. */
export interface LiveArrivals {
  /** Oldest first, at most 50, the newest of them. Without `details`. */
  readonly events: readonly EventRow[];
  /** How many more arrived. */
  readonly more: number;
}

export interface LiveHeartbeat {
  readonly now: string;
}
