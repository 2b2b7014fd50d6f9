import type { EventHead, NormalizedEvent } from "@musette/core";

/** The head without the body: what the journal's worker is sent. */
export function headOf(event: NormalizedEvent): EventHead {
  const { id, key, type, user, startTime, endTime, orderedAtMs, item, alias } = event;
  const head = { id, key, type, user, startTime, endTime, orderedAtMs, item };
  return alias === undefined ? head : { ...head, alias };
}
