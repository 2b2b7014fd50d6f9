import type { DatabaseSync } from "node:sqlite";
import type { Reads } from "../thread/protocol.ts";
import type { CommitTimes } from "./commit-times.ts";
import { createDestinationReads } from "./destinations.ts";
import type { CheckedEvents } from "./checked-events.ts";
import type { Damage } from "./damage.ts";
import { createEvents } from "./events.ts";
import { createPayloads } from "./payloads.ts";
import { createQuarantine } from "./quarantine.ts";
import { createStats } from "./stats.ts";
import { createUserReads } from "./user-reads.ts";
import type { NewestOfUser } from "./user-row.ts";

/** The reads that a journal can be inspected with; they need nothing but the tables. */
export type TableReads = Omit<
  Reads,
  | "history"
  | "findConnection"
  | "findSession"
  | "emptyLog"
  | "scrubStep"
  | "scanDeadLetters"
  | "scanQuarantine"
  | "scanEvents"
  | "listEvents"
>;

export interface TableReadsOptions {
  readonly path: string;
  readonly maxBytes: number | null;
  readonly commitTimes: CommitTimes;
  readonly newestOfUser: NewestOfUser;
  readonly damage: Damage;
  readonly checked: CheckedEvents;
}

export function createTableReads(db: DatabaseSync, options: TableReadsOptions): TableReads {
  const events = createEvents(db, options.checked);
  const payloads = createPayloads(db, options.damage);
  const quarantine = createQuarantine(db, options.damage);
  return {
    ...createDestinationReads(db, options.damage),
    ...createUserReads(db, options.newestOfUser, options.damage),
    read: (range) => events.read(range),
    readEvents: (seqs) => events.readEach(seqs),
    readPayloads: (ids) => payloads.read(ids),
    payloadSizes: (ids) => payloads.sizes(ids),
    readContexts: (ids) => payloads.readContexts(ids),
    quarantined: (page) => quarantine.read(page),
    stats: createStats(db, options),
  };
}
