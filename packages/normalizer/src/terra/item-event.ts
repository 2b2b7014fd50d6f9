import { IngestError, type NormalizedEvent } from "@musette/core";
import { contentDigest } from "../content-digest.ts";
import { makeEvent, type Envelope, type Part } from "./event.ts";
import { itemTypes } from "./event-types.ts";
import { findTimes, readTimes } from "./item-times.ts";
import { isJsonObject, type JsonObject } from "./json-object.ts";

type Identity = Pick<Part, "summaryId" | "startTime" | "endTime">;

/**
 * One element of `data` as an event; its body is that element itself. Integers beyond 2^53 are as
 * exact as `JSON.parse` left them.
 *
 * @throws {IngestError} `ingest.unidentified` when nothing tells it from others;
 *   `ingest.unrecognised` when its metadata is of another kind than Terra documents.
 */
export function toItemEvent(envelope: Envelope, body: unknown, item: number): NormalizedEvent {
  const identity = itemTypes.has(envelope.type) ? readIdentity(body, `/data/${item}`) : findIdentity(body);
  return makeEvent(envelope, { ...identity, item, body, digest: contentDigest(body) });
}

function readIdentity(body: unknown, pointer: string): Identity {
  const metadata = isJsonObject(body) ? body["metadata"] : undefined;
  if (!isJsonObject(metadata)) {
    throw new IngestError(
      "ingest.unidentified",
      pointer,
      "Terra item has no metadata object, so nothing tells it from others. Send it with its metadata.",
    );
  }
  const times = readTimes(metadata, `${pointer}/metadata`);
  return { ...times, summaryId: readSummaryId(metadata, `${pointer}/metadata/summary_id`) };
}

function readSummaryId(metadata: JsonObject, pointer: string): string | null {
  const summaryId = metadata["summary_id"] ?? null;
  if (summaryId === null || typeof summaryId === "string") return summaryId;
  throw new IngestError(
    "ingest.unrecognised",
    pointer,
    "Terra item has a metadata.summary_id that is not text.",
  );
}

/** Types that are not known here are told apart by their content, so nothing is required of them. */
function findIdentity(body: unknown): Identity {
  const metadata = isJsonObject(body) ? body["metadata"] : undefined;
  return { ...findTimes(isJsonObject(metadata) ? metadata : {}), summaryId: null };
}
