import type { NormalizedEvent } from "@musette/core";
import type { EventBody } from "@musette/delivery";
import type { StoredEvent } from "@musette/journal";
import { createHistoryBodies, type HistoryBodies } from "../history-bodies.ts";

/** A stored event that is told apart by its `seq`. */
export function storedEvent(seq: number, payloadId = seq): StoredEvent {
  return {
    seq,
    payloadId,
    id: `event-${seq}`,
    key: `activity:me:PELOTON:${seq}`,
    type: "activity",
    user: { user_id: "me", provider: "PELOTON" },
    startTime: null,
    endTime: null,
    orderedAtMs: null,
    item: 0,
    revision: 1,
    superseded: false,
    receivedAtMs: 0,
    developer: "dev",
    source: "peloton",
  };
}

/** Bodies of a size for every event, one item of text each; an error for those in `gone`. */
export function historyBodies(options: {
  readonly bytes?: (event: StoredEvent) => number;
  readonly gone?: ReadonlySet<number>;
  readonly onLoad?: (events: readonly StoredEvent[]) => void;
}): HistoryBodies {
  const bodies: Pick<HistoryBodies, "load"> = {
    load: async (events) => {
      options.onLoad?.(events);
      await Promise.resolve();
      return events.map((event) =>
        options.gone?.has(event.seq) === true
          ? new Error("Payload is gone.")
          : bodyOf({ ...event, body: () => ({ seq: event.seq }) }, options.bytes?.(event) ?? 100),
      );
    },
  };
  const payloadSizes = async (ids: readonly number[]) => new Map(ids.map((id) => [id, 100]));
  return createHistoryBodies({ bodies, journal: { payloadSizes }, maxBytes: 1_000_000 });
}

function bodyOf(event: NormalizedEvent, bytes: number): EventBody {
  const body: EventBody = {
    item: () => event.body(),
    json: () => JSON.stringify(event.body()),
    pieces: () => [body.json()],
    byteLength: () => bytes,
    estimatedBytes: () => bytes,
    encoded: (_format, make) => make(),
    select: () => body,
  };
  return body;
}

/** Pages as the history is read. */
export async function* pagesOf(
  ...pages: readonly (readonly StoredEvent[])[]
): AsyncGenerator<readonly StoredEvent[], void> {
  yield* pages;
}
