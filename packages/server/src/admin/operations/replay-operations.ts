import * as z from "zod";
import { json } from "../../openapi/answers.ts";
import type { Operation } from "../../openapi/operation.ts";
import { by, instant, operation, parameters } from "./parts.ts";

const count = z.int().min(0);
const request = z.object({
  destination: z.string(),
  from: z.string().optional(),
  to: z.string().optional(),
  by: z.enum(["arrival", "item"]).optional(),
  type: z.string().optional(),
  user: z.string().optional(),
  provider: z.string().optional(),
  all: z.boolean().optional(),
});

const job = z
  .object({
    id: z.uuid(),
    request,
    state: z.enum(["running", "done", "stopped", "failed"]),
    matched: count.describe("As counted at the start"),
    replayed: count.describe("Set to be delivered again so far"),
    seen: count.describe("Looked through so far"),
    startedAt: instant,
    endedAt: instant.nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: "ReplayJob", description: "A replay that goes on when its request has been answered" });

const { destination, user, type, provider, from, to, all, dry_run } = parameters;
const background = {
  name: "background",
  description: "true: answers at once with a job",
  schema: z.enum(["true", "false"]),
} as const;
const inPath = [{ name: "id", description: "Of the job", schema: z.string() }];

export const replayOperations: readonly Operation[] = [
  operation(
    {
      method: "post",
      path: "/replay",
      id: "replay",
      summary: "Deliver again what is in the journal, of each item the newest revision",
      description: "Each parameter may be in the body instead.",
      query: [destination, from, to, by, type, user, provider, all, dry_run, background],
      body: {
        "application/json": request
          .partial()
          .extend({ dry_run: z.boolean().optional(), background: z.boolean().optional() }),
      },
    },
    z.union([z.object({ replayed: count }), z.object({ matched: count }).describe("With dry_run")]),
    [400, 409],
    { 202: json("It has begun: with background", job) },
  ),
  operation(
    {
      method: "get",
      path: "/replays",
      id: "listReplays",
      summary: "Those in the background, newest first, since the server started",
    },
    z.object({ replays: z.array(job) }),
  ),
  operation({ method: "get", path: "/replays/{id}", id: "getReplay", summary: "One", inPath }, job, [404]),
  operation(
    { method: "post", path: "/replays/{id}/stop", id: "stopReplay", summary: "Stop one", inPath },
    job,
    [404],
  ),
];
