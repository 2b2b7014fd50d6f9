import type { JournalDamage } from "../../journal.ts";

/** What was found damaged since the journal was opened. */
export interface Damage {
  /** Takes a finding down, once however often it is found. */
  note(finding: JournalDamage): void;
  /** Findings so far. */
  count(): number;
  /** Those that were not taken yet. */
  take(): readonly JournalDamage[];
}

/** A file that is damaged all over does not fill the memory too: behind this they are counted only. */
const mostTold = 10_000;

export function createDamage(): Damage {
  const known = new Set<string>();
  let untold: JournalDamage[] = [];
  return {
    note(finding) {
      const name = `${finding.kind} ${finding.id}`;
      if (known.has(name)) return;
      known.add(name);
      if (known.size <= mostTold) untold.push(finding);
    },
    count: () => known.size,
    take() {
      const told = untold;
      if (told.length > 0) untold = [];
      return told;
    },
  };
}
