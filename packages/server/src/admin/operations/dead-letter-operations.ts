import * as z from "zod";
import type { Operation } from "../../openapi/operation.ts";
import { bulk, code, instant, next, operation, parameters, seq } from "./parts.ts";

const deadLetter = z
  .object({
    destination: z.string(),
    seq,
    key: z.string(),
    eventId: z.uuid(),
    type: z.string(),
    userId: z.string(),
    provider: z.string(),
    startTime: z.string().nullable(),
    requestId: z.string().nullable().describe("Of the request it came with"),
    attempts: z.int().min(1),
    deadAt: instant,
    code,
    message: z.string(),
  })
  .meta({ id: "DeadLetter", description: "An event that a destination will not take" });

const { destination, type, user, from, to, after, limit, all, dry_run } = parameters;
const filter = [destination, parameters.code, type, user, from, to];
const inPath = [
  { name: "destination", description: "Its name", schema: z.string() },
  { name: "seq", description: "Of the event", schema: z.int().min(1) },
];
const done = z.int().min(0);

export const deadLetterOperations: readonly Operation[] = [
  operation(
    {
      method: "get",
      path: "/dead-letters",
      id: "listDeadLetters",
      summary: "What destinations would not take",
      query: [...filter, after, limit],
    },
    z.object({ deadLetters: z.array(deadLetter), next }),
    [400],
  ),
  operation(
    { method: "get", path: "/dead-letters/{destination}/{seq}", id: "getDeadLetter", summary: "One", inPath },
    deadLetter,
    [404],
  ),
  ...(["retry", "drop"] as const).flatMap((action): readonly Operation[] => {
    const counted = { retry: "retried", drop: "dropped" }[action];
    const summary = { retry: "Deliver once more", drop: "Forget the reason" }[action];
    return [
      operation(
        {
          method: "post",
          path: `/dead-letters/${action}`,
          id: `${action}DeadLetters`,
          summary: `${summary}: all that match`,
          query: [...filter, all, dry_run],
        },
        bulk({ [counted]: done }),
        [400, 409],
      ),
      operation(
        {
          method: "post",
          path: `/dead-letters/{destination}/{seq}/${action}`,
          id: `${action}DeadLetter`,
          summary: `${summary}: one`,
          inPath,
        },
        z.object({ matched: z.literal(1), [counted]: done }),
        [404],
      ),
    ];
  }),
];
