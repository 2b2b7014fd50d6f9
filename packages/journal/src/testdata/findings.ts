import type { Journal, JournalDamage } from "../journal.ts";

/** What is found damaged, from now on and what was not told yet: it grows. */
export function findings(journal: Journal): JournalDamage[] {
  const found: JournalDamage[] = [];
  journal.onDamage((finding) => found.push(finding));
  return found;
}
