import type { Clock } from "@musette/core";
import type { Delivery, EventBodies } from "@musette/delivery";
import type { Journal, Payload } from "@musette/journal";
import type { Normalized } from "@musette/normalizer";
import type { Activity } from "../activity/index.ts";
import type { Sessions } from "../console/index.ts";

/** What the operator's interface speaks with. */
export interface AdminOptions extends AdminSettings {
  readonly journal: Journal;
  readonly delivery: Pick<Delivery, "status" | "redeliver" | "pause" | "resume" | "check" | "writeTest">;
  readonly clock: Clock;
  /** Bodies that are asked for once: not delivery's own, whose cache a look at old events would empty. */
  readonly historyBodies: Pick<EventBodies, "load">;
  readonly sessions: Sessions;
}

/** What the configuration and the composition root say of it. */
export interface AdminSettings {
  /** The bearer token. */
  readonly token: string;
  /** Lets look and change nothing; null: there is none. */
  readonly viewerToken: string | null;
  /** The same code that runs at the door: makes a stored payload's events. Throws `IngestError` as it does there. */
  readonly normalizePayload: (payload: Payload) => Normalized;
  readonly activity: Activity;
  /** Musette's. */
  readonly version: string;
  /** Of the disk that the journal is on; null: not known. */
  readonly freeDiskBytes: () => Promise<number | null>;
  /** A destination's configuration as YAML, secrets masked; undefined: it is not configured. */
  readonly describeDestination: (name: string) => Promise<string | undefined>;
  /** The console's built files. */
  readonly consoleFolder: string;
  /** Aborts when the server begins to stop: what never ends by itself ends then. */
  readonly stopping: AbortSignal;
}
