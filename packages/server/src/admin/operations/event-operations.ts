import * as z from "zod";
import type { Operation, Parameter } from "../../openapi/operation.ts";
import { code, instant, next, operation, parameters, seq, source } from "./parts.ts";

const event = z
  .object({
    seq,
    id: z.uuid(),
    key: z.string(),
    type: z.string(),
    userId: z.string(),
    provider: z.string(),
    startTime: z.string().nullable(),
    endTime: z.string().nullable(),
    revision: z.int(),
    superseded: z.boolean().describe("A newer revision was there when it came: it is not delivered"),
    receivedAt: instant,
    source,
    developer: z.string(),
    payloadId: z.int().min(1),
    item: z.int().min(0),
  })
  .meta({ id: "Event", description: "An event of the journal, without its body" });

const standing = z.object({
  name: z.string(),
  standing: z.enum(["waiting", "in-flight", "retrying", "dead-letter", "superseded", "settled"]),
  error: z.object({ code, message: z.string(), attempts: z.int().min(1) }).nullable(),
  nextAttemptAt: instant.nullable(),
});

const { destination, user, type, provider, from, to, after, limit, all, dry_run } = parameters;
const by: Parameter = {
  name: "by",
  description: "What from and to are about: when it arrived (the default), or the item's own start",
  schema: z.enum(["arrival", "item"]),
};
const newest: Parameter = {
  name: "newest",
  description: "true: of each item the newest revision alone",
  schema: z.enum(["true", "false"]),
};

export const eventOperations: readonly Operation[] = [
  operation(
    {
      method: "get",
      path: "/events",
      id: "listEvents",
      summary: "What is in the journal",
      query: [user, type, provider, from, to, by, newest, after, limit],
    },
    z.object({ events: z.array(event), next }),
    400,
  ),
  operation(
    {
      method: "get",
      path: "/events/{id}",
      id: "getEvent",
      summary: "One, and where it stands at each destination",
      inPath: [{ name: "id", description: "Its id or its seq", schema: z.string() }],
    },
    event
      .extend({
        requestId: z.string().nullable().describe("Of the request it came with"),
        destinations: z.array(standing),
      })
      .meta({ id: "EventStanding" }),
    404,
  ),
  operation(
    {
      method: "post",
      path: "/replay",
      id: "replay",
      summary: "Deliver again what is in the journal, of each item the newest revision",
      description: "Each parameter may be in the body instead.",
      query: [destination, from, to, by, type, user, provider, all, dry_run],
      body: {
        "application/json": z.object({
          destination: z.string().optional(),
          from: z.string().optional(),
          to: z.string().optional(),
          by: z.enum(["arrival", "item"]).optional(),
          type: z.string().optional(),
          user: z.string().optional(),
          provider: z.string().optional(),
          all: z.boolean().optional(),
          dry_run: z.boolean().optional(),
        }),
      },
    },
    z.union([
      z.object({ replayed: z.int().min(0) }),
      z.object({ matched: z.int().min(0) }).describe("With dry_run"),
    ]),
    400,
  ),
];
