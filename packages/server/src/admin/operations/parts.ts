import { deliveryCodes } from "@musette/core";
import * as z from "zod";
import { json, refusal } from "../../openapi/answers.ts";
import type { Answer, Content, Operation, Parameter } from "../../openapi/operation.ts";

export const instant = z.string().meta({ format: "date-time", description: "ISO 8601 in UTC" });
export const seq = z.int().min(1).describe("Place in the journal");
/** Of the delivery, from the one table of what follows. */
export const code = z
  .enum(Object.keys(deliveryCodes) as [string, ...string[]])
  .meta({ id: "DeliveryCode", description: "docs/connectors.md says what follows from each" });
export const source = z.enum(["terra", "peloton", "ifit", "file"]);

const instantText = z.string().describe("2026-03-01, 2026-03-01T08:00:00Z or Unix seconds");
const flag = z.enum(["true", "false"]);

/** Query parameters, by name. */
export const parameters = {
  destination: { name: "destination", description: "Of this destination", schema: z.string() },
  code: { name: "code", description: "With this code", schema: z.string() },
  type: { name: "type", description: "Of this type of event", schema: z.string() },
  user: { name: "user", description: "Of this user_id", schema: z.string() },
  provider: { name: "provider", description: "Of this provider", schema: z.string() },
  source: { name: "source", description: "Of this source", schema: source },
  from: { name: "from", description: "Inclusive", schema: instantText },
  to: { name: "to", description: "Exclusive", schema: instantText },
  all: { name: "all", description: "true: everything, without another filter", schema: flag },
  dry_run: { name: "dry_run", description: "true: only counts", schema: flag },
  after: { name: "after", description: "next of the page before", schema: z.string() },
  limit: { name: "limit", description: "100 when left out", schema: z.int().min(1).max(1_000) },
} as const satisfies Readonly<Record<string, Parameter>>;

export const next = z.string().nullable().describe("To be sent as after; null: this is the last page");

/** What `from` and `to` are about. */
export const by: Parameter = {
  name: "by",
  description: "What from and to are about: when it arrived (the default), or the item's own start",
  schema: z.enum(["arrival", "item"]),
};

const refusals = {
  400: "It cannot be read, or nothing is named",
  404: "There is none",
  409: "Not possible as things are",
} as const;

/**
 * An operation of `/admin`: every one asks for the token or a session, and may find the journal away.
 *
 * @param answer What 200 says: a schema of JSON, or by content type.
 * @param others Answers that only this operation has.
 */
export function operation(
  given: Omit<Operation, "caller" | "answers">,
  answer: z.ZodType | Content,
  statuses: readonly (keyof typeof refusals)[] = [],
  others: Readonly<Record<number, Answer>> = {},
): Operation {
  const refused = statuses.map((status) => [status, refusal(refusals[status])] as const);
  const isReading = given.method === "get";
  const answers: Readonly<Record<number, Answer>> = {
    200: answer instanceof z.ZodType ? json("Done", answer) : { description: "Done", content: answer },
    ...others,
    ...Object.fromEntries(refused),
    401: refusal("Neither a token nor a session of the console"),
    ...(!isReading && { 403: refusal("A viewer changes nothing; nor does a page of another site") }),
    503: refusal("The journal cannot be read or written now", { "retry-after": "Seconds to wait" }),
  };
  return { ...given, caller: "operator", answers };
}

/** The answer of what is done to all that match. */
export function bulk(members: Readonly<Record<string, z.ZodType>>): z.ZodType {
  const optional = Object.entries(members).map(([name, schema]) => [name, schema.optional()] as const);
  return z
    .object({ matched: z.int().min(0), ...Object.fromEntries(optional) })
    .describe("With dry_run matched alone");
}
