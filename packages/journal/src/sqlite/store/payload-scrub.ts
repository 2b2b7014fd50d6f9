import type { DatabaseSync } from "node:sqlite";
import type { ScrubStep } from "../thread/protocol.ts";
import type { Payloads } from "./payloads.ts";

/** Looked at in one step: a few milliseconds. One that is larger is a step of its own. */
const stepBytes = 4_000_000;
const stepPayloads = 256;
/** Of those whose sizes cannot be told before. */
const stepUnlisted = 32;

interface Listed {
  readonly id: number;
  readonly size: number;
}

/** Reads payloads one after the other, which notices those that are damaged. */
export function createPayloadScrub(
  db: DatabaseSync,
  payloads: Pick<Payloads, "isWell" | "noteDamaged">,
): (after: number) => ScrubStep {
  // One more than is looked at: see `CheckedEvents`.
  const list = db.prepare(`SELECT id, size FROM payloads WHERE id > ? ORDER BY id LIMIT ${stepPayloads + 1}`);
  const newest = db.prepare("SELECT last_payload_id AS id FROM log");

  /** Undefined where a damaged page keeps them from being listed. */
  function listAfter(after: number): readonly Listed[] | undefined {
    try {
      const rows = list.all(after) as unknown as readonly Listed[];
      return rows.every(({ id }, n) => id > (rows[n - 1]?.id ?? after)) ? rows : undefined;
    } catch {
      return undefined;
    }
  }

  /** One by one, by any number that there may be. */
  function scrubUnlisted(after: number): ScrubStep {
    const through = Math.min(after + stepUnlisted, Number(newest.get()?.["id"] ?? 0));
    let well = 0;
    for (let id = after + 1; id <= through; id++) if (payloads.isWell(id)) well += 1;
    const isLast = through < after + stepUnlisted;
    return {
      events: 0,
      payloads: well,
      mend: [],
      next: isLast ? null : { table: "payloads", after: through },
    };
  }

  return (after) => {
    const listed = listAfter(after);
    if (listed === undefined) return scrubUnlisted(after);
    let [bytes, well, last] = [0, 0, after];
    for (const { id, size } of listed.slice(0, stepPayloads)) {
      if (last > after && bytes + size > stepBytes) break;
      bytes += size;
      last = id;
      if (payloads.isWell(id)) well += 1;
      // Where the page that lists it is damaged it may not be found under that number.
      else payloads.noteDamaged(id);
    }
    const isLast = last === (listed.at(-1)?.id ?? after);
    return { events: 0, payloads: well, mend: [], next: isLast ? null : { table: "payloads", after: last } };
  };
}
