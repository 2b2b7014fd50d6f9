import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "hono";

const headerName = "x-request-id";
/** What may stand in a log, a header and a terminal as it is. */
const wellFormed = /^[\w.:-]{1,64}$/;
/** W3C Trace Context, version 00 or one that begins like it. */
const traceParent = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:$|-)/;

/**
 * Names a request, and answers with the name: the sender's `x-request-id` where it is well formed (at most
 * 64 letters, digits and `_.:-`), else the trace id of its `traceparent`, else a new one.
 */
export function identifyRequest(incoming: IncomingMessage, outgoing: ServerResponse): void {
  let given: string | undefined;
  let traceId: string | undefined;
  // Raw, for `headers` would be made of all of them for this alone.
  const { rawHeaders } = incoming;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] ?? "";
    const value = rawHeaders[index + 1] ?? "";
    if (name.length === headerName.length && name.toLowerCase() === headerName) {
      if (wellFormed.test(value)) given ??= value;
    } else if (name.length === 11 && name.toLowerCase() === "traceparent") {
      traceId ??= traceParent.exec(value)?.[1];
    }
  }
  outgoing.setHeader(headerName, given ?? traceId ?? randomUUID());
}

/** The name that the request was given at the door; a new one where it came through none, as in tests. */
export function requestIdOf(context: Context): string {
  const { outgoing } = (context.env ?? {}) as { readonly outgoing?: ServerResponse };
  const id = outgoing?.getHeader(headerName);
  return typeof id === "string" ? id : randomUUID();
}
