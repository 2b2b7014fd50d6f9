import type { DestinationState } from "@musette/journal";
import type { DeliveryJournal } from "./delivery.ts";

/** Stores a destination's state in the background: the newest one, one write at a time. */
export interface StateSaver {
  save(state: DestinationState): void;
  /** Resolves when nothing is being stored. */
  idle(): Promise<void>;
}

export function createStateSaver(
  journal: Pick<DeliveryJournal, "saveState">,
  destination: string,
): StateSaver {
  let newest: DestinationState | undefined;
  let saving: Promise<void> | undefined;

  async function saveAll(): Promise<void> {
    while (newest !== undefined) {
      const state = newest;
      newest = undefined;
      try {
        await journal.saveState(destination, state);
      } catch {
        // The state is for operators; the journal's failure shows where it matters, and the next
        // change is stored again.
      }
    }
    saving = undefined;
  }

  return {
    save(state) {
      newest = state;
      saving ??= saveAll();
    },
    async idle() {
      await saving;
    },
  };
}
