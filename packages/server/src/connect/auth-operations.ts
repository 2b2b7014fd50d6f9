import * as z from "zod";
import { json } from "../openapi/answers.ts";
import type { Operation } from "../openapi/operation.ts";
import { terraAnswers } from "../terra-api/terra-answers.ts";

const common = {
  reference_id: z.string().max(191).optional(),
  auth_success_redirect_url: z.string().optional(),
  auth_failure_redirect_url: z.string().optional(),
  language: z.string().optional(),
};

/** Of the Terra-compatible API: what begins a connection. */
export const authOperations: readonly Operation[] = [
  {
    method: "post",
    path: "/auth/generateWidgetSession",
    id: "generateWidgetSession",
    summary: "A link to the connect page, for one use within 15 minutes",
    caller: "developer",
    body: {
      "application/json": z.object({
        ...common,
        providers: z.string().optional().describe("Separated by commas: PELOTON, IFIT"),
      }),
    },
    answers: terraAnswers(
      {
        200: json(
          "The link",
          z.object({
            status: z.literal("success"),
            session_id: z.string(),
            url: z.url(),
            expires_in: z.int().describe("Seconds"),
          }),
        ),
      },
      400,
    ),
  },
  {
    method: "post",
    path: "/auth/authenticateUser",
    id: "authenticateUser",
    summary: "A link to the page of one provider, and the id that the user will have",
    caller: "developer",
    query: [{ name: "resource", description: "PELOTON or IFIT; may be in the body", schema: z.string() }],
    body: { "application/json": z.object({ ...common, resource: z.string().optional() }) },
    answers: terraAnswers(
      {
        200: json(
          "The link",
          z.object({ status: z.literal("success"), user_id: z.string(), auth_url: z.url() }),
        ),
      },
      400,
      404,
    ),
  },
  {
    method: "post",
    path: "/auth/generateAuthToken",
    id: "generateAuthToken",
    summary: "A token for Terra's mobile SDKs; nothing here takes it",
    caller: "developer",
    answers: terraAnswers(
      {
        200: json(
          "The token",
          z.object({
            status: z.literal("success"),
            token: z.string(),
            expires_in: z.int().describe("Seconds"),
          }),
        ),
      },
      404,
    ),
  },
];
