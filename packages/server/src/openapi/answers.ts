import type * as z from "zod";
import type { Answer } from "./operation.ts";
import { problem } from "./problem-schema.ts";

/** An answer of JSON. */
export function json(description: string, schema: z.ZodType, headers?: Answer["headers"]): Answer {
  return { description, content: { "application/json": schema }, ...(headers && { headers }) };
}

/** A refusal, `application/problem+json`; `schema` where it is not the usual one. */
export function refusal(
  description: string,
  headers?: Answer["headers"],
  schema: z.ZodType = problem,
): Answer {
  return { description, content: { "application/problem+json": schema }, ...(headers && { headers }) };
}

export const retryAfter = { "retry-after": "Seconds to wait" } as const;
