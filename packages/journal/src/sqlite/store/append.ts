import type { AppendedRow } from "../appended-row.ts";
import { startMs } from "../start-ms.ts";
import type { NewAppend, NewEvent } from "../thread/protocol.ts";
import { encodeBody } from "./body-encoding.ts";
import type { EventIndex } from "./event-index.ts";
import type { Events } from "./events.ts";
import type { Head } from "./head.ts";
import { noSiblings } from "./identify.ts";
import type { Identify, Identity, Siblings } from "./identify.ts";
import type { Payloads } from "./payloads.ts";
import type { Quarantine } from "./quarantine.ts";
import { rank, revisionAbove } from "./rank.ts";
import type { KnownCopy, Rank } from "./rank.ts";
import { eventBytes } from "./room.ts";
import type { Room } from "./room.ts";
import type { Takeovers } from "./takeovers.ts";
import type { KnownUser, Users } from "./users.ts";

interface AppendParts {
  readonly head: Head;
  readonly users: Users;
  readonly index: EventIndex;
  readonly identify: Identify;
  readonly takeovers: Takeovers;
  readonly room: Room;
  readonly payloads: Payloads;
  readonly events: Events;
  readonly quarantine: Quarantine;
}

/** One event of an append and the stored copy it is: its own, or the one it repeats. */
interface Place {
  readonly event: NewEvent;
  readonly identity: Identity;
  readonly copy: KnownCopy;
  readonly duplicate: boolean;
  readonly superseded: boolean;
}

/**
 * Stores one payload and its events, inside the caller's transaction. A payload of which nothing is
 * new is not stored.
 *
 * Everything that can refuse an append does so before the first write, so a refusal needs no
 * rollback and leaves the other appends of the transaction alone.
 */
export function createAppend(parts: AppendParts): (entry: NewAppend) => readonly AppendedRow[] {
  const { head, users, index, identify, takeovers, room, payloads, events, quarantine } = parts;

  function findPlaces(entry: NewAppend): Place[] {
    const siblings = noSiblings();
    let seq = head.seq;
    return entry.events.map((event) => {
      const identity = identify(event, siblings);
      const ranked = rankOf(event, identity, entry.receivedAtMs);
      if (ranked.duplicateOf) {
        return { event, identity, copy: ranked.duplicateOf, duplicate: true, superseded: false };
      }
      seq += 1;
      const { id, orderedAtMs } = event;
      const copy = { seq, id, revision: ranked.revision, orderedAtMs };
      noteSibling(siblings, identity, copy);
      return { event, identity, copy, duplicate: false, superseded: ranked.superseded };
    });
  }

  function recognizeUsers(entry: NewAppend): ReadonlyMap<string, KnownUser | undefined> {
    const known = new Map<string, KnownUser | undefined>();
    for (const { user } of entry.events) {
      if (!known.has(user.userId)) known.set(user.userId, users.recognize(user.userId, entry.developer));
    }
    return known;
  }

  function rememberUsers(
    entry: NewAppend,
    known: ReadonlyMap<string, KnownUser | undefined>,
  ): ReadonlyMap<string, number> {
    const rows = new Map<string, number>();
    for (const { user } of entry.events) {
      if (rows.has(user.userId)) continue;
      const row = users.remember(user, known.get(user.userId), entry.developer, entry.receivedAtMs);
      rows.set(user.userId, row);
    }
    return rows;
  }

  function store(entry: NewAppend, { event, identity, copy, superseded }: Place, userRow: number): void {
    const { seq, revision } = copy;
    const { key, keyHash, alias, takesOver } = identity;
    const { receivedAtMs } = entry;
    const ownStartMs = startMs(event.startTime) ?? null;
    const startsAtMs = ownStartMs ?? receivedAtMs;
    const place = { seq, key, alias, revision, superseded, userRow, startMs: startsAtMs };
    events.insert(event, { ...place, payloadId: head.payloadId }, entry);
    const times = { startMs: startsAtMs, ownStartMs, receivedAtMs };
    index.add({ ...copy, keyHash, userRow, type: event.type, ...times, alias });
    if (takesOver !== null) takeovers.add({ ownKeyHash: takesOver, key, userRow });
    head.seq = seq;
    head.events += 1;
  }

  return (entry) => {
    const known = recognizeUsers(entry);
    const places = findPlaces(entry);
    const added = places.filter((place) => !place.duplicate);
    const rowCount = added.length + entry.quarantine.length;
    const body = rowCount > 0 ? encodeBody(entry.bytes) : undefined;
    if (body) room.take(body.bytes.byteLength + eventBytes * rowCount);

    const userRows = rememberUsers(entry, known);
    if (body) {
      head.payloadId += 1;
      payloads.insert(head.payloadId, entry, body, { firstSeq: head.seq + 1, events: added.length });
      quarantine.add(head.payloadId, entry.quarantine);
      head.quarantined += entry.quarantine.length;
      for (const place of added) store(entry, place, userRows.get(place.event.user.userId) ?? 0);
    }
    return places.map((place) => toRow(place, head.payloadId));
  };
}

function toRow({ event, identity, copy, duplicate, superseded }: Place, payloadId: number): AppendedRow {
  const otherKey = identity.key === event.key ? null : identity.key;
  return [copy.seq, copy.revision, Number(superseded), payloadId, otherKey, duplicate ? copy.id : null];
}

function rankOf({ id, orderedAtMs }: NewEvent, identity: Identity, receivedAtMs: number): Rank {
  const { summaryOf, takesOver, known } = identity;
  if (summaryOf) return { duplicateOf: summaryOf };
  const arriving = { id, orderedAtMs, receivedAtMs };
  if (takesOver === null) return rank(arriving, known);
  return { duplicateOf: null, revision: revisionAbove(arriving, known), superseded: false };
}

/** Copies of one item within a payload see each other. */
function noteSibling({ copies, aliases, takeovers }: Siblings, identity: Identity, copy: KnownCopy): void {
  const { key, keyHash, alias, takesOver } = identity;
  copies.set(keyHash, [...(copies.get(keyHash) ?? []), copy]);
  if (alias !== null) aliases.set(alias, [...(aliases.get(alias) ?? []), key]);
  if (takesOver !== null) takeovers.set(takesOver, key);
}
