import type { NewAppend, NewEvent, Request } from "./protocol.ts";

/**
 * A request as it crosses between the threads. An append, of which there are thousands a second, crosses as
 * lists: without the names of its fields it takes half the time to write and to read (measured).
 */
export type WireRequest =
  | { readonly append: AppendLine; readonly id: number }
  | { readonly request: Request };

type AppendLine = readonly [
  source: NewAppend["source"],
  developer: string,
  receivedAtMs: number,
  bytes: Uint8Array<ArrayBuffer>,
  context: string,
  events: readonly EventLine[],
  quarantine: NewAppend["quarantine"],
];

type EventLine = readonly [
  id: string,
  key: string,
  type: string,
  startTime: string | null,
  endTime: string | null,
  orderedAtMs: number | null,
  item: number,
  alias: NewEvent["alias"],
  userId: string,
  referenceId: string | null,
  provider: string,
  userJson: string,
];

export function packRequest(request: Request): WireRequest {
  if (request.operation !== "append") return { request };
  const append = request.argument as NewAppend;
  const { source, developer, receivedAtMs, bytes, context, events, quarantine } = append;
  const lines = events.map(packEvent);
  return {
    append: [source, developer, receivedAtMs, bytes, context, lines, quarantine],
    id: request.id,
  };
}

export function unpackRequest(wire: WireRequest): Request {
  if ("request" in wire) return wire.request;
  const [source, developer, receivedAtMs, bytes, context, lines, quarantine] = wire.append;
  const events = lines.map(unpackEvent);
  const argument: NewAppend = { source, developer, receivedAtMs, bytes, context, events, quarantine };
  return { id: wire.id, operation: "append", argument };
}

function packEvent(event: NewEvent): EventLine {
  const { id, key, type, startTime, endTime, orderedAtMs, item, alias, user } = event;
  const { userId, referenceId, provider, json } = user;
  return [id, key, type, startTime, endTime, orderedAtMs, item, alias, userId, referenceId, provider, json];
}

function unpackEvent(line: EventLine): NewEvent {
  const [id, key, type, startTime, endTime, orderedAtMs, item, alias, ...rest] = line;
  const [userId, referenceId, provider, json] = rest;
  const user = { userId, referenceId, provider, json };
  return { id, key, type, startTime, endTime, orderedAtMs, item, alias, user };
}
