import { hash } from "node:crypto";
import { eventId } from "@musette/core";
import type { EventAlias, EventHead, TerraUser } from "@musette/core";
import type { Append } from "../journal.ts";

export interface TestEvent {
  /** The natural key; `workout-1` when left out. */
  readonly key?: string;
  /** Stands for the item's content: with the key it makes the id. */
  readonly content?: string;
  readonly type?: string;
  readonly user?: TerraUser;
  readonly startTime?: string | null;
  readonly orderedAtMs?: number | null;
  readonly alias?: EventAlias;
}

const rider: TerraUser = { user_id: "user-1", provider: "PELOTON" };

/** An append of these events, with a body that says what is in it. */
export function makeAppend(events: readonly TestEvent[], overrides: Partial<Append> = {}): Append {
  return {
    source: "peloton",
    developer: "local-dev",
    receivedAtMs: 1_700_000_000_000,
    bytes: new TextEncoder().encode(JSON.stringify(events)),
    context: { userId: "user-1", referenceId: null, orderedAtMs: null },
    events: events.map(makeEvent),
    quarantine: [],
    ...overrides,
  };
}

function makeEvent(event: TestEvent, item: number): EventHead {
  const { key = "workout-1", content = "a", type = "activity", user = rider } = event;
  return {
    id: eventId(key, hash("sha256", content)),
    key,
    type,
    user,
    startTime: event.startTime === undefined ? "2026-01-02T03:04:05.000000+01:00" : event.startTime,
    endTime: null,
    orderedAtMs: event.orderedAtMs ?? null,
    item,
    ...(event.alias && { alias: event.alias }),
  };
}
