import type { DatabaseSync } from "node:sqlite";
import type { Reads, ScrubMend, ScrubStep, Writes } from "../thread/protocol.ts";
import type { CheckedEvent, CheckedEvents } from "./checked-events.ts";
import type { Damage } from "./damage.ts";
import type { EventIndex } from "./event-index.ts";
import { createPayloadScrub } from "./payload-scrub.ts";
import type { Payloads } from "./payloads.ts";
import { toIndexEntry } from "./to-index-entry.ts";

/** Looked at in one step: a few milliseconds. */
const stepEvents = 256;

/**
 * Reads events one after the other, which notices those that are damaged, and looks whether the indexes
 * find each as they should: what a damaged page of an index hides, no answer would miss. Then reads all
 * payloads.
 *
 * What is missing is put back by a write of its own: SQLite commits nothing any more once a page could not
 * be read within the transaction (measured), so that a scrub would end at the first one.
 */
export function createScrub(
  db: DatabaseSync,
  parts: {
    readonly checked: Pick<CheckedEvents, "range" | "one">;
    readonly index: Pick<EventIndex, "finds" | "restore">;
    readonly payloads: Pick<Payloads, "isWell" | "noteDamaged" | "sizes">;
    readonly damage: Damage;
  },
): Pick<Reads, "scrubStep"> & Pick<Writes, "scrubMend"> {
  const { checked, index, payloads, damage } = parts;
  const scrubPayloads = createPayloadScrub(db, payloads);
  const isListed = db.prepare(
    `SELECT 1 FROM events INDEXED BY events_by_facet
     WHERE type = ? AND upper(user ->> '$.provider') = upper(? ->> '$.provider') AND received_at = ? AND seq = ?`,
  );

  function note(seq: number, what: string): void {
    const message = `The indexes of the journal did not find event ${seq} as they should: the disk damaged them. ${what} Check the disk; repeats of such events may have been taken for new ones.`;
    damage.note({ kind: "indexes", id: 0, message });
  }

  function isFound(event: CheckedEvent): boolean {
    try {
      return index.finds(toIndexEntry(event));
    } catch {
      return false;
    }
  }

  function restore(seq: number): void {
    const event = checked.one(seq);
    if (event === undefined) return;
    try {
      index.restore(toIndexEntry(event));
      note(seq, "It is put back, and so are others like it.");
    } catch {
      note(seq, "It cannot be put back: restore a backup, for histories may lack events.");
    }
  }

  /** Only for people's lists by type and provider. */
  function isInList({ row }: CheckedEvent): boolean {
    try {
      return isListed.get(row[3], row[4], row[11], row[0]) !== undefined;
    } catch {
      return false;
    }
  }

  function listAnew(seq: number): void {
    try {
      db.exec("REINDEX events_by_facet");
      note(seq, "Their list by type and provider is made anew.");
    } catch {
      note(seq, "Their list by type and provider cannot be made anew: restore a backup.");
    }
  }

  /** What a damaged page of payloads hides, reading them one after the other would not miss. */
  function checkPayloadsOf(events: readonly CheckedEvent[]): void {
    const ids = [...new Set(events.map(({ row }) => row[14]))];
    const found = new Set(payloads.sizes(ids).map(([id]) => id));
    for (const id of ids) if (!found.has(id)) payloads.noteDamaged(id);
  }

  function scrubEvents(after: number): ScrubStep {
    const events = checked.range({ after, limit: stepEvents });
    checkPayloadsOf(events);
    const unfound = events.filter((event) => !isFound(event));
    const unlisted = events.filter((event) => !isInList(event)).slice(0, 1);
    const mend: ScrubMend[] = [
      ...unfound.map(({ row: [seq] }) => ({ seq, lacks: "indexes" }) as const),
      ...unlisted.map(({ row: [seq] }) => ({ seq, lacks: "list" }) as const),
    ];
    const last = events.at(-1);
    const isLast = last === undefined || events.length < stepEvents;
    const next = isLast
      ? ({ table: "payloads", after: 0 } as const)
      : { table: "events" as const, after: last.row[0] };
    return { events: events.length, payloads: 0, mend, next };
  }

  return {
    scrubStep: ({ table, after }) => (table === "events" ? scrubEvents(after) : scrubPayloads(after)),
    scrubMend: ({ seq, lacks }) => (lacks === "list" ? listAnew(seq) : restore(seq)),
  };
}
