import { randomUUID } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { TerraEnv } from "./options.ts";

/** What may stand in a header of somebody else's log: no spaces, no control characters, not long. */
const wellFormed = /^[\w.:-]{1,128}$/;

/**
 * Every answer says the `terra-reference` of its request, errors too: the caller's own where it sends
 * one, a new UUID otherwise. The items that a request asks to be sent to the destinations carry the same,
 * and so do the announcements of a large request; other events, as `deauth`, carry their own id.
 *
 * @see terra-api, HTTP API: "Every request, response and event carries `terra-reference`"
 */
export const terraReference: MiddlewareHandler<TerraEnv> = async (context, next) => {
  const given = context.req.header("terra-reference");
  const reference = given !== undefined && wellFormed.test(given) ? given : randomUUID();
  context.set("reference", reference);
  context.header("terra-reference", reference);
  await next();
};
