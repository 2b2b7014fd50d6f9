import { compatibilityPartitioner } from "@platformatic/kafka";
import type { DeliveryRecord } from "@musette/core";
import { topicOf } from "./topic.ts";

/** One event as a message of Kafka. */
export interface Message {
  readonly id: string;
  readonly topic: string;
  readonly key: Buffer;
  readonly value: Buffer;
  /** A `Map` because that is what the client takes; it is not changed. */
  readonly headers: Map<Buffer, Buffer>;
  /** The hash of the key; the partition is what remains of it after division by their number. */
  readonly keyHash: number;
  /** What the message takes in a request, without compression. */
  readonly bytes: number;
}

const headerNames = {
  id: Buffer.from("musette-id"),
  key: Buffer.from("musette-key"),
  revision: Buffer.from("musette-revision"),
  type: Buffer.from("type"),
  contentType: Buffer.from("content-type"),
};

/** Lengths, offsets and timestamps around one message and one header, at their longest. */
const messageOverheadBytes = 32;
const headerOverheadBytes = 8;

/**
 * The message that a record is sent as. Its timestamp is the time of sending: with the event's own, a
 * topic's retention would throw away at once what is sent again, or sent for the first time, after a year.
 */
export function toMessage(record: DeliveryRecord, template: string): Message {
  const { bytes, contentType } = record.encode();
  const key = Buffer.from(record.user.user_id);
  const value = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headers = new Map([
    [headerNames.id, Buffer.from(record.id)],
    [headerNames.key, Buffer.from(record.key)],
    [headerNames.revision, Buffer.from(String(record.revision))],
    [headerNames.type, Buffer.from(record.type)],
    [headerNames.contentType, Buffer.from(contentType)],
  ]);
  let headerBytes = 0;
  for (const [name, text] of headers) headerBytes += name.length + text.length + headerOverheadBytes;
  return {
    id: record.id,
    topic: topicOf(template, record),
    key,
    value,
    headers,
    // The rule of Kafka's own clients, so that other producers put the same user into the same partition.
    keyHash: compatibilityPartitioner({ topic: "", value }, key),
    bytes: key.length + value.length + headerBytes + messageOverheadBytes,
  };
}
