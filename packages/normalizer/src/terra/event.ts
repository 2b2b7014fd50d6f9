import { eventId, IngestError, naturalKey, type NormalizedEvent, type TerraUser } from "@musette/core";
import type { ItemTimes } from "./item-times.ts";

/** What the items of one webhook body share. */
export interface Envelope {
  readonly type: string;
  readonly user: TerraUser;
  readonly orderedAtMs: number | null;
}

/** What an event has of its own. */
export interface Part extends ItemTimes {
  readonly item: number;
  readonly summaryId: string | null;
  readonly digest: string;
  /** Handed on as it is: nothing copied, nothing added. */
  readonly body: unknown;
}

/** @throws {IngestError} `ingest.unidentified` when the type needs an identity that the part lacks. */
export function makeEvent(envelope: Envelope, part: Part): NormalizedEvent {
  const { type, user, orderedAtMs } = envelope;
  const { item, startTime, endTime, summaryId, digest, body } = part;
  const { user_id: userId, provider } = user;
  const key = naturalKey({ type, userId, provider, summaryId, startTime, digest });
  if (key === undefined) {
    throw new IngestError(
      "ingest.unidentified",
      `/data/${item}/metadata/summary_id`,
      `Terra ${type} has no metadata.summary_id, which tells it from others. Send it.`,
    );
  }
  const id = eventId(key, digest);
  return { id, key, type, user, startTime, endTime, orderedAtMs, item, body: () => body };
}
