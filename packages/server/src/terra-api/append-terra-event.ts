import type { Clock, TerraUser, UserEvent } from "@musette/core";
import type { Appended, Journal } from "@musette/journal";
import { normalize } from "@musette/normalizer";
import { headOf } from "../head-of.ts";

export interface AppendTerraEventOptions {
  readonly journal: Pick<Journal, "append">;
  readonly clock: Clock;
  /** Of the request that is the reason for it, where one is. */
  readonly requestId?: string;
}

/**
 * Stores an event of our own making as if Terra had sent it, so that it goes to every destination as
 * all others do. The time makes it another occurrence than the same words at another time.
 *
 * @throws {JournalError} when it could not be stored.
 */
export async function appendTerraEvent(
  { journal, clock, requestId }: AppendTerraEventOptions,
  developer: string,
  body: UserEvent | UserDeleteEvent,
): Promise<Appended> {
  const nowMs = clock.now();
  const { events } = normalize("terra", body, { user: null, orderedAtMs: nowMs });
  const [appended] = await journal.append({
    source: "terra",
    developer,
    receivedAtMs: nowMs,
    bytes: new TextEncoder().encode(JSON.stringify(body)),
    context: {
      userId: null,
      referenceId: null,
      orderedAtMs: nowMs,
      ...(requestId === undefined ? {} : { requestId }),
    },
    events: events.map((event) => headOf(event)),
    quarantine: [],
  });
  if (appended === undefined) throw new TypeError(`A ${body.type} event was made that holds no event.`);
  return appended;
}

/** Not Terra's: asks destinations with rows or objects of a user to delete them. Sent where configured. */
export interface UserDeleteEvent {
  readonly type: "user.delete";
  readonly status: "success";
  readonly user: TerraUser;
  readonly message: string;
}
