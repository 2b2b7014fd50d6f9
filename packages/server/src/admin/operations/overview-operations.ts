import * as z from "zod";
import { refusal, retryAfter } from "../../openapi/answers.ts";
import type { Operation } from "../../openapi/operation.ts";
import { destination, unconfigured } from "./destination-operations.ts";
import { instant, operation } from "./parts.ts";

const count = z.int().min(0);
const minutes = z.array(count).describe("60 minutes, the last of them running");

const overview = z
  .object({
    version: z.string(),
    startedAt: instant,
    now: instant,
    uptimeSeconds: count,
    rates: z
      .object({ fromMinute: instant, in: minutes, out: minutes })
      .describe("Events that arrived and that were delivered, by the minute"),
    destinations: z.array(destination.extend({ out: minutes }).meta({ id: "OverviewDestination" })),
    unconfigured: z.array(unconfigured),
    journal: z.object({
      bytes: count,
      maxBytes: count.nullable(),
      roomBytes: count.nullable().describe("Left of the limit or of the disk; null: not known"),
      events: count,
      headSeq: count,
    }),
    quarantined: count,
    deadLetters: count,
  })
  .meta({ id: "Overview" });

export const overviewOperations: readonly Operation[] = [
  operation(
    {
      method: "get",
      path: "/overview",
      id: "getOverview",
      summary: "Where everything stands, in one answer",
    },
    overview,
  ),
  operation(
    {
      method: "get",
      path: "/live",
      id: "streamLive",
      summary: "What happens, as it happens",
      description:
        "Server-sent events, each with JSON: overview (as /admin/overview), arrivals (events and how many more), replay (a job), heartbeat.",
    },
    { "text/event-stream": z.string() },
    [],
    { 429: refusal("Too many listen", retryAfter) },
  ),
];
