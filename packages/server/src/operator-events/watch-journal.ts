import type { Clock } from "@musette/core";
import type { Journal, JournalStats } from "@musette/journal";

const everyMs = 15_000;
/** Of the journal's limit: told above the first, and again only after it was below the second. */
const nearlyFull = 0.9;
const wellBelow = 0.85;

export interface JournalWatch {
  quarantineGrew(added: number, items: number): void;
  nearlyFull(stats: JournalStats & { readonly maxBytes: number }): void;
}

/** Looks at the journal now and then, and tells what an operator ought to know. Returns how to stop. */
export function watchJournal(journal: Pick<Journal, "stats">, clock: Clock, tell: JournalWatch): () => void {
  let quarantined: number | undefined;
  let isTold = false;
  let isStopped = false;
  let cancel = (): void => undefined;

  async function look(): Promise<void> {
    try {
      const stats = await journal.stats();
      const added = stats.quarantined - (quarantined ?? stats.quarantined);
      quarantined = stats.quarantined;
      if (added > 0) tell.quarantineGrew(added, stats.quarantined);
      const { bytes, maxBytes } = stats;
      if (maxBytes !== null) {
        if (!isTold && bytes >= nearlyFull * maxBytes) tell.nearlyFull({ ...stats, maxBytes });
        if (bytes >= nearlyFull * maxBytes) isTold = true;
        else if (bytes < wellBelow * maxBytes) isTold = false;
      }
    } catch {
      // A journal that fails says so where it is used.
    }
    if (!isStopped) cancel = clock.after(everyMs, () => void look());
  }

  void look();
  return () => {
    isStopped = true;
    cancel();
  };
}
