import type { DatabaseSync } from "node:sqlite";
import type { EventPlace } from "../../operations.ts";
import type { EventRow } from "../event-row.ts";
import type { Reads } from "../thread/protocol.ts";
import { hashKey } from "./hash-key.ts";
import type { EventIndex } from "./event-index.ts";
import type { Events } from "./events.ts";
import { createFacetWalk, isNewer } from "./facet-walk.ts";
import { newestOf } from "./rank.ts";
import type { Users } from "./users.ts";

/** How long one look may take, in which nothing else is done. */
const stepMs = 8;
/** So many events of a user are sorted; of one with more, some are found soon among the others. */
const mostOfUser = 2_000;

/** Lists events by arrival, the newest first. */
export function createEventList(
  db: DatabaseSync,
  parts: {
    readonly users: Pick<Users, "stored">;
    readonly index: Pick<EventIndex, "copies" | "seqsOfUser">;
    readonly events: Pick<Events, "readEach">;
  },
): Reads["listEvents"] {
  const { users, index, events } = parts;
  const walk = createFacetWalk(db);
  const user = db.prepare("SELECT user_row AS userRow, start_ms AS startMs FROM events WHERE seq = ?");

  function isNewestCopy([seq, , key]: EventRow): boolean {
    return newestOf(index.copies(hashKey(key)))?.seq === seq;
  }

  /** All events of a user who has few, the newest first; undefined: there are too many. */
  function fewOfUser(userRow: number): readonly EventRow[] | undefined {
    const seqs = new Set(index.seqsOfUser(userRow, mostOfUser));
    if (seqs.size >= mostOfUser) return undefined;
    const rows = events.readEach([...seqs]);
    return rows.sort((one, other) => (isNewer(placeOf(one), placeOf(other)) ? -1 : 1));
  }

  return ({ filter, after, limit }) => {
    const until = performance.now() + stepMs;
    const { fromMs = Number.MIN_SAFE_INTEGER, toMs = Number.MAX_SAFE_INTEGER } = filter;
    const byItem = filter.by === "item";
    const type = filter.type ?? null;
    const provider = filter.provider?.toUpperCase() ?? null;
    const userRow = filter.userId === undefined ? null : users.stored(filter.userId)?.row;
    if (userRow === undefined) return { found: [], next: null };
    const begin = byItem ? Number.MAX_SAFE_INTEGER : toMs;
    const start = after ?? { receivedAtMs: begin, seq: 0 };
    const behind = start.receivedAtMs > begin ? { receivedAtMs: begin, seq: 0 } : start;
    const arrivedFromMs = byItem ? Number.MIN_SAFE_INTEGER : fromMs;
    const few = userRow === null ? undefined : fewOfUser(userRow);
    const places =
      few === undefined
        ? walk({ type, provider, fromMs: arrivedFromMs, after: behind })
        : few
            .filter((row) => type === null || row[3] === type)
            .filter((row) => provider === null || providerOf(row) === provider)
            .map(placeOf)
            .filter((place) => place.receivedAtMs >= arrivedFromMs && isNewer(behind, place));

    const found: EventRow[] = [];
    let looked = 0;
    for (const place of places) {
      const wanted = userRow === null && !byItem ? true : isWanted(place.seq);
      const [row] = wanted ? events.readEach([place.seq]) : [];
      if (row !== undefined && (filter.newestOnly !== true || isNewestCopy(row))) found.push(row);
      looked += 1;
      const isOver = looked % 32 === 0 && performance.now() >= until;
      if (found.length >= limit || isOver) return { found, next: place };
    }
    return { found, next: null };

    function isWanted(seq: number): boolean {
      const row = user.get(seq) as { userRow: number; startMs: number } | undefined;
      if (row === undefined || (userRow !== null && row.userRow !== userRow)) return false;
      return !byItem || (row.startMs >= fromMs && row.startMs < toMs);
    }
  };
}

function placeOf(row: EventRow): EventPlace {
  return { receivedAtMs: row[11], seq: row[0] };
}

function providerOf(row: EventRow): string {
  return (JSON.parse(row[4]) as { provider: string }).provider.toUpperCase();
}
