import * as z from "zod";
import { duration } from "./duration.ts";

/** A key that is unknown has been said, and is what was meant by the one that is missing. */
const onlyWhenWell = ({ issues }: { readonly issues: readonly unknown[] }) => issues.length === 0;

const path = () =>
  z.string().regex(/^[^.]+(\.[^.]+)*$/, "expected a dotted path such as power_data.power_samples");

/** `fields:` of a destination: paths into Terra's model. */
export const fieldsSchema = z
  .strictObject({
    keep: z
      .array(path())
      .min(1)
      .optional()
      .meta({ examples: [["heart_rate_data.summary"]] })
      .describe("Nothing but these, and what identifies an item"),
    drop: z
      .array(path())
      .min(1)
      .optional()
      .meta({ examples: [["position_data"]] })
      .describe("These are left out of what is kept"),
  })
  .refine((keys) => keys.keep !== undefined || keys.drop !== undefined, {
    error: "expected `keep` or `drop`, or both",
    when: onlyWhenWell,
  })
  .transform((keys) => ({ keep: keys.keep ?? null, drop: keys.drop ?? null }));

const steps = z
  .strictObject({
    every: duration()
      .optional()
      .meta({ examples: ["5s"] })
      .describe("The first sample of each step of this length"),
    peaks_every: duration()
      .optional()
      .meta({ examples: ["10s"] })
      .describe("The smallest and the greatest sample of each step, for charts"),
  })
  .refine((keys) => (keys.every === undefined) !== (keys.peaks_every === undefined), {
    error: "expected one of `every` and `peaks_every`, such as { every: 5s }",
    when: onlyWhenWell,
  })
  .transform((keys) =>
    keys.every === undefined ? { peaksEveryMs: keys.peaks_every ?? Number.NaN } : { everyMs: keys.every },
  );

/** `samples:` of a destination. */
export const samplesSchema = z.union([steps, z.enum(["all", "none"])]);
