import type { StoredEvent } from "@musette/journal";
import type { DestinationPlan } from "./delivery.ts";

/** Which events a destination is to have. */
export interface Wanted {
  readonly wants: (event: StoredEvent) => boolean;
  /**
   * The destination's filter threw on the event. It is neither let through nor lost: it is taken on,
   * and becomes a dead letter.
   */
  readonly isUndecided: (event: StoredEvent) => boolean;
}

export function createWanted({ accepts }: Pick<DestinationPlan, "accepts">): Wanted {
  const undecided = new WeakSet<StoredEvent>();

  return {
    wants(event) {
      if (event.superseded) return false;
      try {
        return accepts(event);
      } catch {
        undecided.add(event);
        return true;
      }
    },
    isUndecided: (event) => undecided.has(event),
  };
}
