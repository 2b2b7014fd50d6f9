import * as z from "zod";
import { json } from "../openapi/answers.ts";
import type { Operation, Parameter } from "../openapi/operation.ts";
import * as schemas from "./operation-schemas.ts";
import { terraAnswers, userIdParameter } from "./terra-answers.ts";

const date = z.string().regex(/^(\d{4}-\d{2}-\d{2}|\d{10})$/);
const dates: readonly Parameter[] = [
  { name: "start_date", description: "YYYY-MM-DD or Unix seconds; inclusive", schema: date, required: true },
  { name: "end_date", description: "The same, exclusive; one day when left out", schema: date },
];
const flag = z.enum(["true", "false"]);
const toWebhook: Parameter = {
  name: "to_webhook",
  description: "true (the default): to the destinations; false: in the answer",
  schema: flag,
};
const withSamples: Parameter = {
  name: "with_samples",
  description: "Whether an answer has samples: false when left out",
  schema: flag,
};
const left = {
  "x-terra-ratelimit-limit": "Days of one user in an hour",
  "x-terra-ratelimit-remaining": "Days that are left",
  "x-terra-ratelimit-reset-after": "Seconds until all are back",
} as const;

const listed = ["activity", "body", "daily", "menstruation", "nutrition", "sleep"] as const;
const written = ["activity", "body", "nutrition"] as const;

function capital(type: string): string {
  return `${type.charAt(0).toUpperCase()}${type.slice(1)}`;
}

export const dataOperations: readonly Operation[] = [
  ...listed.map((type): Operation => ({
    method: "get",
    path: `/${type}`,
    id: `get${capital(type)}`,
    summary: `A user's items of the type ${type}, by date`,
    caller: "developer",
    query: [userIdParameter, ...dates, toWebhook, withSamples],
    answers: terraAnswers(
      { 200: json("The items, or that they are sent", z.union([schemas.items, schemas.sent]), left) },
      400,
      404,
    ),
  })),
  {
    method: "get",
    path: "/athlete",
    id: "getAthlete",
    summary: "What is known of the person",
    caller: "developer",
    query: [userIdParameter, toWebhook],
    answers: terraAnswers(
      {
        200: json("The athlete, no_data, or that it is sent", z.union([schemas.athlete, schemas.sent]), left),
      },
      400,
      404,
    ),
  },
  ...written.map((type): Operation => ({
    method: "post",
    path: `/${type}`,
    id: `post${capital(type)}`,
    summary: `Take items of the type ${type} for a user, all or none`,
    caller: "developer",
    query: [userIdParameter],
    body: { "application/json": z.object({ data: z.array(schemas.item).min(1) }) },
    answers: terraAnswers(
      {
        201: json(
          "On disk, and will be delivered",
          z.object({ user: schemas.terraUser, log_ids: z.array(z.uuid()), message: z.string() }),
        ),
      },
      400,
      404,
      413,
    ),
  })),
  ...(["body", "nutrition"] as const).map((type): Operation => ({
    method: "delete",
    path: `/${type}`,
    id: `delete${capital(type)}`,
    summary: "Of Terra's interface; here nothing would be deleted, so it is refused",
    caller: "developer",
    answers: terraAnswers({}, 400),
  })),
];
