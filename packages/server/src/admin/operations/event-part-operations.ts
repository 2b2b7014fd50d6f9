import * as z from "zod";
import { refusal } from "../../openapi/answers.ts";
import type { Answer, Operation, Parameter } from "../../openapi/operation.ts";
import { instant, operation } from "./parts.ts";
import { standing } from "./standing-schema.ts";

const inPath: readonly Parameter[] = [
  { name: "id", description: "Of the event, or its seq", schema: z.string() },
];
const pretty: Parameter = {
  name: "pretty",
  description: "true: with line breaks",
  schema: z.enum(["true", "false"]),
};
const seconds = z.number().min(0).describe("Since the start");
const count = z.number().nullable();

const chart = z
  .object({
    startTime: z.string().nullable(),
    durationSeconds: seconds,
    fromSeconds: seconds,
    toSeconds: seconds,
    reduced: z
      .boolean()
      .describe("Points were put together: of each stretch the lowest and the highest stay"),
    time: z.array(z.number()),
    series: z.array(
      z.object({
        name: z.string().describe("hr_bpm, watts, cadence_rpm, …"),
        label: z.string(),
        unit: z.string(),
        values: z.array(z.number().nullable()).describe("As long as time; null is a gap"),
        min: count,
        max: count,
        mean: count,
      }),
    ),
    laps: z.array(
      z.object({
        name: z.string().nullable(),
        kind: z.enum(["lap", "segment"]),
        fromSeconds: z.number(),
        toSeconds: z.number(),
        distanceMeters: count,
        averageWatts: count,
        averageHeartRateBpm: count,
      }),
    ),
    zones: z.array(z.object({ name: z.string(), fromBpm: count, toBpm: count, seconds: z.number() })),
    position: z
      .object({
        points: z.array(z.array(z.number())).describe("[latitude, longitude] in degrees"),
        time: z.array(z.number()).nullable(),
      })
      .nullable(),
  })
  .meta({ id: "Chart", description: "An activity's curves on one time axis" });

const deliveries = z.object({
  receivedAt: instant,
  destinations: z.array(
    standing.extend({
      firstFailedAt: instant.nullable(),
      deadAt: instant.nullable(),
      attempts: z.array(
        z.object({
          at: instant,
          durationMs: z.number().min(0),
          outcome: z.string().describe("delivered, stopped (cut off by a stop), or the code of the error"),
          message: z.string().nullable(),
          records: z.int().min(0).describe("Events in the same batch"),
        }),
      ),
      known: z.enum(["all", "some"]).describe("some: older attempts are not remembered"),
    }),
  ),
});

const origins = z.object({
  source: z.enum(["terra", "peloton", "ifit", "file"]),
  origins: z.array(
    z.object({
      path: z.string().describe("JSON pointer into normalized; * stands for every item of a list"),
      from: z.array(z.string()).describe("JSON pointers into raw"),
      conversion: z.string().describe("What was done, in words; empty: nothing"),
    }),
  ),
});

const formats = ["fit", "tcx", "fhir", "fhir-r5", "json", "csv"] as const;
const anything = z.string().meta({ description: "Bytes", format: "binary" });
const ranges = {
  206: { description: "The part that the header Range asks for" },
  416: { description: "Nothing is there at that Range" },
} as const satisfies Readonly<Record<number, Answer>>;
const unmade = { 422: refusal("It cannot be made of this event's payload") };

/** What there is of one event beside its head. */
export const eventPartOperations: readonly Operation[] = [
  operation(
    {
      method: "get",
      path: "/events/{id}/normalized",
      id: "getNormalized",
      summary: "Its body, as destinations get it",
      inPath,
      query: [pretty],
    },
    z.looseObject({}),
    [404],
    { ...ranges, ...unmade },
  ),
  operation(
    {
      method: "get",
      path: "/events/{id}/raw",
      id: "getRaw",
      summary: "The payload it came in, byte for byte",
      inPath,
      query: [
        pretty,
        { name: "file", description: "Of an upload: which file, from 0", schema: z.int().min(0).max(9) },
      ],
    },
    { "application/json": z.unknown(), "application/octet-stream": anything },
    [404],
    ranges,
  ),
  operation(
    {
      method: "get",
      path: "/events/{id}/origins",
      id: "getOrigins",
      summary: "Which of its places came from where in the payload",
      description: "Places whose origin is not known are left out; so are all of an uploaded file.",
      inPath,
    },
    origins,
    [404],
    unmade,
  ),
  operation(
    {
      method: "get",
      path: "/events/{id}/as/{format}",
      id: "downloadEvent",
      summary: "As a file",
      description: "The event's own downloads names the formats it can be had in.",
      inPath: [...inPath, { name: "format", description: "Of the file", schema: z.enum(formats) }],
    },
    {
      "application/vnd.ant.fit": anything,
      "application/vnd.garmin.tcx+xml": anything,
      "application/fhir+json": z.looseObject({}),
      "application/json": z.looseObject({}),
      "text/csv": z.string(),
    },
    [404],
    { ...ranges, ...unmade },
  ),
  operation(
    {
      method: "get",
      path: "/events/{id}/chart",
      id: "getChart",
      summary: "Its curves, for a page to draw",
      inPath,
      query: [
        { name: "from", description: "Seconds since the start", schema: z.number().min(0) },
        { name: "to", description: "Seconds since the start", schema: z.number().min(0) },
        {
          name: "points",
          description: "The most that come; 2,000 when left out",
          schema: z.int().min(100).max(10_000),
        },
      ],
    },
    chart,
    [400, 404],
    unmade,
  ),
  operation(
    {
      method: "get",
      path: "/events/{id}/deliveries",
      id: "getDeliveries",
      summary: "Its way to each destination, with the attempts that are remembered",
      inPath,
    },
    deliveries,
    [404],
  ),
];
