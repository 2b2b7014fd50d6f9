import * as z from "zod";
import { code, instant } from "./parts.ts";

/** Where an event stands at one destination. */
export const standing = z.object({
  name: z.string(),
  standing: z.enum(["waiting", "in-flight", "retrying", "dead-letter", "superseded", "settled"]),
  error: z.object({ code, message: z.string(), attempts: z.int().min(1) }).nullable(),
  nextAttemptAt: instant.nullable(),
});
