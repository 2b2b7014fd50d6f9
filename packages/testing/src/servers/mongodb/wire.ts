import { deserialize, serialize } from "bson";
import type { Document } from "bson";

/** One command as it came, and what its answer needs to say. */
export interface WireRequest {
  readonly requestId: number;
  readonly command: Document;
  /** `OP_QUERY` is answered by `OP_REPLY`; drivers use it for their first hello. */
  readonly opCode: typeof opMsg | typeof opQuery;
  /** The client does not want an answer. */
  readonly moreToCome: boolean;
}

const opReply = 1;
const opQuery = 2004;
const opMsg = 2013;
const headerBytes = 16;
const moreToComeFlag = 2;

/**
 * Takes whole messages from the front of a connection's bytes.
 *
 * @see https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/
 * @throws when a message is of a kind that drivers no longer send.
 */
export function takeRequests(bytes: Buffer): {
  readonly requests: readonly WireRequest[];
  readonly rest: Buffer;
} {
  const requests: WireRequest[] = [];
  let rest = bytes;
  while (rest.length >= headerBytes && rest.length >= rest.readInt32LE(0)) {
    const length = rest.readInt32LE(0);
    requests.push(readRequest(rest.subarray(0, length)));
    rest = rest.subarray(length);
  }
  return { requests, rest };
}

/** How long the message at the front is; 0 while that is not known. */
export function nextLength(bytes: Buffer): number {
  return bytes.length >= 4 ? bytes.readInt32LE(0) : 0;
}

function readRequest(message: Buffer): WireRequest {
  const requestId = message.readInt32LE(4);
  const opCode = message.readInt32LE(12);
  if (opCode === opMsg) {
    const moreToCome = (message.readUInt32LE(headerBytes) & moreToComeFlag) !== 0;
    return { requestId, opCode, moreToCome, command: readSections(message, headerBytes + 4) };
  }
  if (opCode === opQuery) {
    const nameEnd = message.indexOf(0, headerBytes + 4);
    return { requestId, opCode, moreToCome: false, command: readDocument(message, nameEnd + 9).document };
  }
  throw new Error(`the wire server does not know opcode ${opCode}`);
}

/** A body, and sequences of documents that stand for arrays of it. */
function readSections(message: Buffer, start: number): Document {
  let command: Document = {};
  const sequences: Document = {};
  for (let at = start; at < message.length;) {
    const kind = message[at];
    at += 1;
    if (kind === 0) {
      const { document, end } = readDocument(message, at);
      command = document;
      at = end;
      continue;
    }
    const sectionEnd = at + message.readInt32LE(at);
    const nameEnd = message.indexOf(0, at + 4);
    const documents: Document[] = [];
    for (let next = nameEnd + 1; next < sectionEnd;) {
      const { document, end } = readDocument(message, next);
      documents.push(document);
      next = end;
    }
    sequences[message.toString("utf8", at + 4, nameEnd)] = documents;
    at = sectionEnd;
  }
  return { ...command, ...sequences };
}

function readDocument(bytes: Buffer, start: number): { readonly document: Document; readonly end: number } {
  const end = start + bytes.readInt32LE(start);
  return { document: deserialize(bytes.subarray(start, end)), end };
}

/** The answer to a request, ready to be sent. */
export function encodeAnswer({ requestId, opCode }: WireRequest, answer: Document): Buffer {
  const document = serialize(answer);
  // OP_MSG: flags and one section of kind 0. OP_REPLY: flags, cursor, start, and a count of documents.
  const body = Buffer.alloc(opCode === opMsg ? 5 : 20);
  if (opCode === opQuery) body.writeInt32LE(1, 16);
  const header = Buffer.alloc(headerBytes);
  header.writeInt32LE(headerBytes + body.length + document.length, 0);
  header.writeInt32LE(requestId, 8);
  header.writeInt32LE(opCode === opMsg ? opMsg : opReply, 12);
  return Buffer.concat([header, body, document]);
}
