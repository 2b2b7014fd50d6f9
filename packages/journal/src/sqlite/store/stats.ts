import { statfsSync, statSync } from "node:fs";
import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { StoreStats } from "../thread/protocol.ts";
import type { CommitTimes } from "./commit-times.ts";
import type { Damage } from "./damage.ts";
import { readHead } from "./head.ts";

export function createStats(
  db: DatabaseSync,
  options: {
    readonly path: string;
    readonly maxBytes: number | null;
    readonly commitTimes: CommitTimes;
    readonly damage: Pick<Damage, "count">;
  },
): () => StoreStats {
  const { path: file, maxBytes, commitTimes, damage } = options;
  return () => {
    const { seq, events, quarantined } = readHead(db);
    return {
      headSeq: seq,
      events,
      quarantined,
      damaged: damage.count(),
      bytes: sizeBytes(file) + sizeBytes(`${file}-wal`),
      maxBytes,
      commits: commitTimes.count(),
      commitMsP50: commitTimes.quantileMs(0.5),
      commitMsP99: commitTimes.quantileMs(0.99),
      commitTimes: commitTimes.histogram(),
      freeBytes: freeBytes(file),
    };
  };
}

function sizeBytes(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function freeBytes(file: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(path.dirname(path.resolve(file)));
    return bavail * bsize;
  } catch {
    return null;
  }
}
