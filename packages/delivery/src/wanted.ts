import type { StoredEvent } from "@musette/journal";
import type { DestinationPlan } from "./delivery.ts";

/** Which events a destination is to have. */
export interface Wanted {
  readonly wants: (event: StoredEvent) => boolean;
  /** The same for an event that was asked for by its `seq`: it may have been superseded. */
  readonly accepts: (event: StoredEvent) => boolean;
  /**
   * The destination's filter threw on the event. It is neither let through nor lost: it is taken on,
   * and becomes a dead letter.
   */
  readonly isUndecided: (event: StoredEvent) => boolean;
}

/** @param isErased its user was erased; it is passed over although it is still in memory. */
export function createWanted(
  { accepts }: Pick<DestinationPlan, "accepts">,
  isErased: (event: StoredEvent) => boolean,
): Wanted {
  const undecided = new WeakSet<StoredEvent>();

  function decide(event: StoredEvent): boolean {
    if (isErased(event)) return false;
    try {
      return accepts(event);
    } catch {
      undecided.add(event);
      return true;
    }
  }

  return {
    wants: (event) => !event.superseded && decide(event),
    accepts: decide,
    isUndecided: (event) => undecided.has(event),
  };
}
