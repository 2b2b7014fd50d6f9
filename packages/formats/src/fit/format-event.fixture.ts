import type { NormalizedEvent } from "@musette/core";
import type { FormatEvent } from "../format-event.ts";

/** A normalized event as it is when it is delivered. */
export function formatEvent(event: NormalizedEvent): FormatEvent {
  return {
    ...event,
    revision: 1,
    receivedAtMs: 1_770_000_000_000,
    item: () => event.body(),
    json: () => JSON.stringify(event.body()),
  };
}
