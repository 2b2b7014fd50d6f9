import * as z from "zod";
import type { Operation, Parameter } from "../../openapi/operation.ts";
import { by, instant, next, operation, parameters, seq, source } from "./parts.ts";
import { standing } from "./standing-schema.ts";

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

const text = z.string().nullable();
const measure = z.number().nullable();
const details = z
  .object({
    name: text,
    activity: text.describe("Terra's type in words"),
    discipline: text.describe("The vendor's own word"),
    instructor: text,
    deviceName: text,
    durationSeconds: measure,
    distanceMeters: measure,
    averageWatts: measure,
    averageHeartRateBpm: measure,
    calories: measure,
  })
  .meta({ id: "EventDetails", description: "From the body of an activity" });

const { user, type, provider, from, to, after, limit } = parameters;
const newest: Parameter = {
  name: "newest",
  description: "true: of each item the newest revision alone",
  schema: z.enum(["true", "false"]),
};

const order: Parameter = {
  name: "order",
  description: "By arrival; oldest first when left out",
  schema: z.enum(["oldest", "newest"]),
};
const withDetails: Parameter = {
  name: "details",
  description: "true: with what the bodies of activities say; at most 200 a page",
  schema: z.enum(["true", "false"]),
};

export const eventOperations: readonly Operation[] = [
  operation(
    {
      method: "get",
      path: "/events",
      id: "listEvents",
      summary: "What is in the journal",
      query: [user, type, provider, from, to, by, newest, order, withDetails, after, limit],
    },
    z.object({
      events: z.array(event.extend({ details: details.nullable().optional() }).meta({ id: "EventRow" })),
      next,
    }),
    [400],
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
        details: details.nullable(),
        rawBytes: z.int().min(0).nullable().describe("Of the payload"),
        rawContentType: z.string().nullable(),
        downloads: z.array(z.string()).describe("Formats of /admin/events/{id}/as/{format}"),
      })
      .meta({ id: "EventStanding" }),
    [404],
  ),
];
