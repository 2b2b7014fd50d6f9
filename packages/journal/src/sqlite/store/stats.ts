import { statSync } from "node:fs";
import type { DatabaseSync } from "node:sqlite";
import type { JournalStats } from "../../journal.ts";
import type { CommitTimes } from "./commit-times.ts";
import { readHead } from "./head.ts";

export function createStats(
  db: DatabaseSync,
  options: { readonly path: string; readonly maxBytes: number | null; readonly commitTimes: CommitTimes },
): () => JournalStats {
  const { path, maxBytes, commitTimes } = options;
  return () => {
    const { seq, events, quarantined } = readHead(db);
    return {
      headSeq: seq,
      events,
      quarantined,
      bytes: sizeBytes(path) + sizeBytes(`${path}-wal`),
      maxBytes,
      commits: commitTimes.count(),
      commitMsP50: commitTimes.quantileMs(0.5),
      commitMsP99: commitTimes.quantileMs(0.99),
    };
  };
}

function sizeBytes(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
