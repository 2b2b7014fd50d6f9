import * as z from "zod";
import type { Operation } from "../../openapi/operation.ts";
import { bulk, instant, next, operation, parameters, source } from "./parts.ts";

const quarantined = z
  .object({
    id: z.int().min(1),
    payloadId: z.int().min(1),
    item: z.int().min(0),
    code: z.string(),
    pointer: z.string().describe("JSON pointer (RFC 6901) into the payload"),
    message: z.string(),
    source,
    developer: z.string(),
    userId: z.string().nullable(),
    requestId: z.string().nullable().describe("Of the request it came with"),
    receivedAt: instant,
  })
  .meta({ id: "Quarantined", description: "An item whose shape could not be read, kept raw" });

const payload = z.object({
  encoding: z.enum(["utf-8", "base64"]),
  text: z.string().describe("Byte for byte as received"),
});

const rerun = z
  .union([
    z.object({ id: z.int().min(1), resolved: z.literal(true), events: z.array(z.uuid()) }),
    z.object({
      id: z.int().min(1),
      resolved: z.literal(false),
      code: z.string(),
      pointer: z.string(),
      detail: z.string(),
    }),
  ])
  .meta({ id: "Rerun" });

const { user, from, to, after, limit, all, dry_run } = parameters;
const filter = [parameters.source, parameters.code, user, from, to];
const inPath = [{ name: "id", description: "Of the item", schema: z.int().min(1) }];
const count = z.int().min(0);

export const quarantineOperations: readonly Operation[] = [
  operation(
    {
      method: "get",
      path: "/quarantine",
      id: "listQuarantine",
      summary: "What could not be normalized",
      query: [...filter, after, limit],
    },
    z.object({ quarantine: z.array(quarantined), next }),
    [400],
  ),
  operation(
    {
      method: "get",
      path: "/quarantine/{id}",
      id: "getQuarantined",
      summary: "One, with its raw payload",
      inPath,
    },
    quarantined.extend({ payload }).meta({ id: "QuarantinedPayload" }),
    [404],
  ),
  operation(
    {
      method: "post",
      path: "/quarantine/rerun",
      id: "rerunQuarantine",
      summary: "Normalize all that match again",
      query: [...filter, all, dry_run],
    },
    bulk({
      resolved: count,
      unresolved: count,
      remaining: z.array(rerun).describe("The first hundred that could still not be normalized"),
    }),
    [400],
  ),
  operation(
    {
      method: "post",
      path: "/quarantine/drop",
      id: "dropQuarantine",
      summary: "Drop all that match",
      query: [...filter, all, dry_run],
    },
    bulk({ dropped: count }),
    [400],
  ),
  operation(
    {
      method: "post",
      path: "/quarantine/{id}/rerun",
      id: "rerunQuarantined",
      summary: "Normalize one again",
      inPath,
    },
    rerun,
    [404],
  ),
  operation(
    { method: "post", path: "/quarantine/{id}/drop", id: "dropQuarantined", summary: "Drop one", inPath },
    z.object({ matched: z.literal(1), dropped: count }),
    [404],
  ),
];
