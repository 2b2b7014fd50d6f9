import { IngestError, type NormalizedEvent } from "@musette/core";
import { contentDigest } from "../content-digest.ts";
import { makeEvent, type Envelope } from "./event.ts";
import { isJsonObject, type JsonObject } from "./json-object.ts";

const alone = { item: 0, startTime: null, endTime: null, summaryId: null };

/**
 * A webhook body that is one event: a user event, or a type Terra adds later. The same words may be
 * sent twice and mean two occurrences (a connection that failed in March and again in May), so the
 * ordering timestamp, which a retry repeats, is part of what tells them apart.
 */
export function toWholeEvent(envelope: Envelope, body: JsonObject): NormalizedEvent {
  const { orderedAtMs } = envelope;
  const digest = contentDigest(orderedAtMs === null ? body : [orderedAtMs, body]);
  return makeEvent(envelope, { ...alone, body, digest });
}

/**
 * The athlete of a connection; of several copies the latest counts.
 *
 * @throws {IngestError} `ingest.malformed` when it is not an object.
 */
export function toAthleteEvent(envelope: Envelope, athlete: unknown): NormalizedEvent {
  if (!isJsonObject(athlete)) {
    throw new IngestError("ingest.malformed", "/athlete", "Terra athlete event has no athlete object.");
  }
  return makeEvent(envelope, { ...alone, body: athlete, digest: contentDigest(athlete) });
}
