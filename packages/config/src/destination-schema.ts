import * as z from "zod";
import { byteSize } from "./byte-size.ts";
import { defaults } from "./defaults.ts";
import { duration } from "./duration.ts";
import { fieldsSchema, samplesSchema } from "./selection-schema.ts";

const only = z
  .strictObject({
    types: z
      .array(z.string().min(1).toLowerCase())
      .min(1)
      .optional()
      .meta({ examples: [["activity"]] })
      .describe("Types of events: activity, sleep, daily, body, …, and user events such as auth"),
    providers: z
      .array(z.string().min(1).toUpperCase())
      .min(1)
      .optional()
      .meta({ examples: [["PELOTON", "IFIT"]] })
      .describe("Providers: PELOTON, IFIT, or another that Terra's payloads name"),
    users: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .meta({ examples: [["me"]] })
      .describe("User ids"),
  })
  .transform((keys) => ({
    types: keys.types ?? null,
    providers: keys.providers ?? null,
    users: keys.users ?? null,
  }));

const batch = z
  .strictObject({
    records: z.int().min(1).default(defaults.batch.records).describe("Most events in a batch"),
    bytes: byteSize().prefault(defaults.batch.bytes).describe("Most bytes in a batch"),
    wait: duration(0)
      .prefault(defaults.batch.wait)
      .describe("How long an event waits for others to share its batch"),
  })
  .transform((keys) => ({ records: keys.records, bytes: keys.bytes, waitMs: keys.wait }));

const retry = z
  .strictObject({
    first: duration().prefault(defaults.retry.first).describe("The wait before the second attempt"),
    longest: duration().prefault(defaults.retry.longest).describe("The longest wait between two attempts"),
    give_up_after: duration()
      .prefault(defaults.retry.giveUpAfter)
      .describe("An event that has failed for this long becomes a dead letter"),
  })
  .refine((keys) => keys.longest >= keys.first, {
    path: ["longest"],
    error: "must not be shorter than `first`",
  })
  .transform((keys) => ({
    firstMs: keys.first,
    longestMs: keys.longest,
    giveUpAfterMs: keys.give_up_after,
  }));

const limits = z
  .strictObject({
    concurrency: z
      .int()
      .min(1)
      .max(1000)
      .default(defaults.limits.concurrency)
      .describe("Batches in flight at once"),
    per_second: z
      .number()
      .positive()
      .optional()
      .meta({ examples: [50] })
      .describe("Most events a second; no limit when left out"),
    timeout: duration()
      .prefault(defaults.limits.timeout)
      .describe("How long one write may take before it is aborted"),
  })
  .transform((keys) => ({
    concurrency: keys.concurrency,
    perSecond: keys.per_second ?? null,
    timeoutMs: keys.timeout,
  }));

const claimCheck = z
  .strictObject({
    destination: z
      .string()
      .min(1)
      .meta({ examples: ["lake"] })
      .describe("Name of the object-store destination whose store holds them"),
  })
  .transform((keys) => keys.destination);

/** The keys that every destination may have, whatever its connector. */
export const destinationSchema = z.strictObject({
  name: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
      "expected up to 64 letters, digits, dots, dashes or underscores, starting with a letter or digit",
    )
    .meta({ examples: ["warehouse"] })
    .describe("Unique; the cursor in the journal is kept under it, so a new name starts anew"),
  type: z
    .string()
    .min(1)
    .meta({ examples: ["sql"] })
    .describe("The connector: one of those below, or a plugin's"),
  format: z
    .string()
    .optional()
    .meta({ examples: ["json"] })
    .describe("The connector's default when left out"),
  only: only.prefault({}).describe("Which events it takes; all when left out"),
  fields: fieldsSchema
    .optional()
    .describe("Which fields of the events it takes: dotted paths into Terra's model; all when left out"),
  samples: samplesSchema
    .default(defaults.samples)
    .meta({ examples: ["all"] })
    .describe("Which samples it takes: all, none, { every: 5s }, or { peaks_every: 5s } for charts"),
  batch: batch.prefault({}).describe("Events written together; the connector's own limits hold too"),
  retry: retry.prefault({}).describe("Waits between attempts double from `first` to `longest`"),
  limits: limits.prefault({}).describe("How hard it is written to"),
  claim_check: claimCheck
    .optional()
    .describe("Where bodies go that are too large for it; it is sent pointers to them"),
  start: z
    .enum(["beginning", "now"])
    .default(defaults.start)
    .describe("Where a new destination starts in the journal"),
  paused: z.boolean().default(false).describe("Keeps its place and receives nothing"),
});
