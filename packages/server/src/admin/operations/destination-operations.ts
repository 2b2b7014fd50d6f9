import * as z from "zod";
import type { Operation } from "../../openapi/operation.ts";
import { code, instant, operation } from "./parts.ts";

export const destination = z
  .object({
    name: z.string(),
    type: z.string(),
    status: z.enum(["healthy", "degraded", "paused"]),
    since: instant,
    pausedBy: z.enum(["configuration", "operator", "failure"]).nullable(),
    message: z.string().nullable(),
    lagEvents: z.int().min(0).describe("Events of the journal that it has not settled"),
    lagSeconds: z.number().min(0).describe("Age of the oldest event that waits"),
    oldestUnsentAt: instant.nullable(),
    retries: z.int().min(0),
    deadLetters: z.int().min(0),
    delivered: z
      .int()
      .min(0)
      .describe("Events it took since the server started, also before a change of its configuration"),
    lastError: z.object({ code, message: z.string().nullable(), at: instant }).nullable(),
    advice: z.string().nullable().describe("What to do; null: nothing"),
  })
  .meta({ id: "Destination" });

export const unconfigured = z.object({
  name: z.string(),
  lagEvents: z.int().min(0),
  retries: z.int().min(0),
  deadLetters: z.int().min(0),
  advice: z.string(),
});

const inPath = [{ name: "name", description: "Of the destination", schema: z.string() }];

export const destinationOperations: readonly Operation[] = [
  operation(
    {
      method: "get",
      path: "/destinations",
      id: "listDestinations",
      summary: "Where every destination stands",
    },
    z.object({
      destinations: z.array(destination),
      unconfigured: z
        .array(unconfigured)
        .describe("With a place in the journal, and not configured any more"),
    }),
  ),
  operation(
    {
      method: "post",
      path: "/destinations/{name}/pause",
      id: "pauseDestination",
      summary: "Let it rest, also over restarts",
      inPath,
    },
    destination,
    [404],
  ),
  operation(
    {
      method: "post",
      path: "/destinations/{name}/resume",
      id: "resumeDestination",
      summary: "Go on after a pause",
      inPath,
    },
    destination,
    [404],
  ),
  operation(
    {
      method: "post",
      path: "/destinations/{name}/check",
      id: "checkDestination",
      summary: "Whether it can be reached and written to; one that was away goes on",
      inPath,
    },
    z.object({ ok: z.boolean(), error: z.object({ code, message: z.string() }).nullable() }),
    [404],
  ),
  operation(
    {
      method: "get",
      path: "/destinations/{name}/config",
      id: "getDestinationConfig",
      summary: "Its configuration, defaults included, secrets masked",
      inPath,
    },
    z.object({ name: z.string(), type: z.string(), yaml: z.string() }),
    [404],
  ),
  operation(
    {
      method: "post",
      path: "/destinations/{name}/test",
      id: "testDestination",
      summary: "Write an activity that nobody did there, of the user musette-test",
      inPath,
    },
    z.object({
      ok: z.boolean(),
      error: z.object({ code, message: z.string() }).nullable(),
      durationMs: z.number().min(0),
      event: z.object({ id: z.uuid(), userId: z.string(), startTime: z.string() }),
    }),
    [404],
  ),
  operation(
    {
      method: "delete",
      path: "/destinations/{name}",
      id: "forgetDestination",
      summary: "Forget one that is not configured any more",
      inPath,
    },
    z.object({ dropped: z.string() }),
    [404, 409],
  ),
];
