import type { DatabaseSync } from "node:sqlite";
import type { Reads } from "../thread/protocol.ts";
import type { CommitTimes } from "./commit-times.ts";
import { createDestinationReads } from "./destinations.ts";
import { createEvents } from "./events.ts";
import { createPayloads } from "./payloads.ts";
import { createQuarantine } from "./quarantine.ts";
import { createStats } from "./stats.ts";
import { createUsers } from "./users.ts";

/** The reads that need nothing but the tables; history also needs the index in memory. */
export type TableReads = Omit<Reads, "history">;

export function createTableReads(
  db: DatabaseSync,
  options: { readonly path: string; readonly maxBytes: number | null; readonly commitTimes: CommitTimes },
): TableReads {
  const events = createEvents(db);
  const payloads = createPayloads(db);
  const quarantine = createQuarantine(db);
  const users = createUsers(db);
  return {
    ...createDestinationReads(db),
    read: (range) => events.read(range),
    readEvents: (seqs) => events.readEach(seqs),
    readPayloads: (ids) => payloads.read(ids),
    findUser: (query) => users.find(query),
    quarantined: (page) => quarantine.read(page),
    stats: createStats(db, options),
  };
}
