import * as z from "zod";
import { refusal, retryAfter } from "../openapi/answers.ts";
import type { Answer, Parameter } from "../openapi/operation.ts";
import { terraProblem } from "./operation-schemas.ts";

export const userIdParameter: Parameter = {
  name: "user_id",
  description: "The user",
  schema: z.string().min(1),
  required: true,
};

const reference = {
  "terra-reference":
    "The request's own where it sends one of 1 to 128 of A-Z a-z 0-9 _ . : -, else a new UUID",
} as const;

const refusals = {
  400: "Malformed, or not possible here",
  401: "No such developer",
  404: "Not among yours",
  413: "The body is too large",
  429: "Too many requests, or too many days in an hour",
  503: "The journal cannot store or read now",
} as const;

/** The answers of an operation: its own, what every one may say, and the refusals named. */
export function terraAnswers(
  own: Readonly<Record<number, Answer>>,
  ...statuses: readonly (keyof typeof refusals)[]
): Readonly<Record<number, Answer>> {
  const all = [...statuses, 401, 429, 503] as const;
  const refused = all.map((status) => {
    const headers = status === 429 || status === 503 ? { ...reference, ...retryAfter } : reference;
    return [status, refusal(refusals[status], headers, terraProblem)] as const;
  });
  const withReference = Object.entries(own).map(
    ([status, answer]) => [status, { ...answer, headers: { ...reference, ...answer.headers } }] as const,
  );
  return Object.fromEntries([...withReference, ...refused]);
}
