import type { Clock } from "@musette/core";
import type { Delivery } from "@musette/delivery";
import type { Journal, Payload } from "@musette/journal";
import type { Normalized } from "@musette/normalizer";

/** What the operator's interface speaks with. */
export interface AdminOptions extends AdminSettings {
  readonly journal: Journal;
  readonly delivery: Pick<Delivery, "status" | "redeliver" | "pause" | "resume" | "check">;
  readonly clock: Clock;
}

/** What the configuration and the composition root say of it. */
export interface AdminSettings {
  /** The bearer token. */
  readonly token: string;
  /** The same code that runs at the door: makes a stored payload's events. Throws `IngestError` as it does there. */
  readonly normalizePayload: (payload: Payload) => Normalized;
}
