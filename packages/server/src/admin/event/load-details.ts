import { setImmediate } from "node:timers/promises";
import type { EventDetails } from "@musette/console";
import type { EventBodies } from "@musette/delivery";
import type { StoredEvent } from "@musette/journal";
import { describeDetails } from "./describe-details.ts";

/** Details of so many events are kept: an event never changes. About 1 MB. */
const mostKept = 4_000;
/** Loaded at once, or all of one payload; others get their turn in between. */
const perTurn = 8;

/** Returns how to read the details of a page of events, from their bodies or from what is remembered. */
export function createLoadDetails(
  bodies: Pick<EventBodies, "load">,
): (events: readonly StoredEvent[], signal: AbortSignal) => Promise<readonly (EventDetails | null)[]> {
  const kept = new Map<number, EventDetails | null>();

  function keep(seq: number, details: EventDetails | null): void {
    kept.set(seq, details);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
  }

  return async function loadDetails(events, signal) {
    const missing = events.filter(({ seq, type }) => type === "activity" && !kept.has(seq));
    for (const some of turns(missing)) {
      if (signal.aborted) break;
      const loaded = await bodies.load(some);
      for (const [index, event] of some.entries()) {
        const body = loaded[index];
        keep(
          event.seq,
          body === undefined || body instanceof Error ? null : describeDetails(event, body.item()),
        );
      }
      await setImmediate();
    }
    return events.map(({ seq }) => kept.get(seq) ?? null);
  };
}

/** A payload may hold thousands of events, and is normalized whole each time: those of one are loaded together. */
function turns(events: readonly StoredEvent[]): readonly (readonly StoredEvent[])[] {
  const made: StoredEvent[][] = [];
  for (const ofPayload of Map.groupBy(events, ({ payloadId }) => payloadId).values()) {
    const last = made.at(-1);
    if (last === undefined || last.length + ofPayload.length > perTurn) made.push([...ofPayload]);
    else last.push(...ofPayload);
  }
  return made;
}
