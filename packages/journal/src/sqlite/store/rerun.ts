import type { DatabaseSync } from "node:sqlite";
import { toAppended } from "../appended-row.ts";
import type { Writes } from "../thread/protocol.ts";
import type { Head } from "./head.ts";
import type { Payloads } from "./payloads.ts";

/**
 * Stores what quarantined items of a payload have become, and removes those from the quarantine.
 *
 * It is an append of the same bytes, so a payload of which other events are stored is there twice
 * afterwards: the events of a payload are neighbours in the log, and that is how it is found unused.
 */
export function createRerun(
  db: DatabaseSync,
  parts: {
    readonly head: Head;
    readonly payloads: Pick<Payloads, "read" | "deleteUnreferenced">;
    readonly append: Writes["append"];
  },
): Writes["rerunQuarantined"] {
  const { head, payloads, append } = parts;
  const find = db.prepare("SELECT id, item FROM quarantine WHERE id = ? AND payload_id = ?");
  const remove = db.prepare("DELETE FROM quarantine WHERE id = ?");

  return ({ payloadId, ids, events }) => {
    const [payload] = payloads.read([payloadId]);
    const waiting = ids.flatMap(
      (id) => (find.get(id, payloadId) as { id: number; item: number } | undefined) ?? [],
    );
    const made = new Set(events.map(({ item }) => item));
    const resolved = waiting.filter(({ item }) => made.has(item));
    if (payload === undefined || resolved.length === 0) return { resolvedIds: [], appended: [] };

    const items = new Set(resolved.map(({ item }) => item));
    const { source, developer, receivedAtMs, context, bytes } = payload;
    const fixed = events.filter(({ item }) => items.has(item));
    const rows = append({
      source,
      developer,
      receivedAtMs,
      bytes,
      context: JSON.stringify(context),
      // What came in the meantime is newer, so the time of arrival orders where the source does not.
      events: fixed.map((event) => ({ ...event, orderedAtMs: event.orderedAtMs ?? receivedAtMs })),
      quarantine: [],
    });
    for (const { id } of resolved) remove.run(id);
    head.quarantined -= resolved.length;
    payloads.deleteUnreferenced([payloadId]);
    return { resolvedIds: resolved.map(({ id }) => id), appended: toAppended(rows, fixed) };
  };
}
