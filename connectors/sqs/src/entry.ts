import { hash } from "node:crypto";
import type { MessageAttributeValue, SendMessageBatchRequestEntry } from "@aws-sdk/client-sqs";
import type { DeliveryRecord, Encoded } from "@musette/core";
import type { SqsConfig } from "./config.ts";

/** One event as an entry of SendMessageBatch. */
export interface Entry {
  readonly id: string;
  readonly request: SendMessageBatchRequestEntry;
  /** What SQS counts: the body, and the name, type and value of each attribute. */
  readonly bytes: number;
  /** FIFO only: entries of one group keep their order. */
  readonly group: string | undefined;
}

/** Of U+FFFE and U+FFFF, all that JSON text may hold of what SQS refuses, and of characters like them. */
const firstByteOfRefused = 0xef;
/** What XML 1.0 cannot hold, SQS refuses. @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
const refusedCharacters = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
/** What a message group id may be. */
const groupId = /^[!-~]{1,128}$/;

/** The entry that a record is sent as. */
export function toEntry(record: DeliveryRecord, groupBy: SqsConfig["groupBy"]): Entry {
  const encoded = record.encode();
  const { contentType } = encoded;
  const { body, bytes } = bodyOf(encoded);
  const attributes = {
    "musette-id": text(record.id),
    "musette-key": text(record.key),
    "musette-revision": { DataType: "Number", StringValue: String(record.revision) },
    type: text(record.type),
    // Where it is left out, the body is JSON.
    ...(contentType !== "application/json" && { "content-type": text(contentType) }),
    // An attribute cannot be empty.
    ...(record.user.user_id !== "" && { user_id: text(record.user.user_id) }),
  };
  const group = groupBy && groupOf(groupBy === "user" ? record.user.user_id : record.key);
  return {
    id: record.id,
    request: {
      Id: record.id,
      MessageBody: body,
      MessageAttributes: attributes,
      ...(group !== undefined && { MessageGroupId: group, MessageDeduplicationId: record.id }),
    },
    bytes: bytes + attributeBytes(attributes),
    group,
  };
}

/** The body, with what SQS refuses written as JSON escapes (the same JSON, in other letters), and its size. */
function bodyOf({ bytes, contentType }: Encoded): { readonly body: string; readonly bytes: number } {
  const encoded = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = encoded.toString("utf8");
  if (contentType === "application/json" && !encoded.includes(firstByteOfRefused))
    return { body: text, bytes: encoded.byteLength };
  const body = text.replace(refusedCharacters, (found) => {
    return `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return { body, bytes: Buffer.byteLength(body) };
}

function text(value: string): MessageAttributeValue & { readonly StringValue: string } {
  const written = value.toWellFormed().replace(refusedCharacters, encodeURIComponent);
  return { DataType: "String", StringValue: written };
}

function attributeBytes(attributes: Readonly<Record<string, MessageAttributeValue>>): number {
  return Object.entries(attributes).reduce(
    (sum, [name, { DataType = "", StringValue = "" }]) =>
      sum + Buffer.byteLength(name) + Buffer.byteLength(DataType) + Buffer.byteLength(StringValue),
    0,
  );
}

/** A user id may be longer than a group's, or hold what a group's cannot; then its digest stands in. */
function groupOf(value: string): string {
  return groupId.test(value) ? value : `sha256-${hash("sha256", value, "hex")}`;
}
