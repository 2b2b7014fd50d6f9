import { hash, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { problemResponse } from "../problem.ts";
import { unauthorized } from "./problems.ts";

/** Lets only requests with the bearer token through. Compares digests, so that its length stays unknown too. */
export function requireToken(token: string): MiddlewareHandler {
  const expected = digest(token);
  return async (context, next) => {
    const given = /^Bearer +(\S+) *$/i.exec(context.req.header("authorization") ?? "")?.[1] ?? "";
    const matches = timingSafeEqual(digest(given), expected);
    if (!matches || given === "") return problemResponse(context, unauthorized);
    await next();
    context.header("cache-control", "no-store");
    return undefined;
  };
}

function digest(text: string): Buffer {
  return hash("sha256", text, "buffer");
}
