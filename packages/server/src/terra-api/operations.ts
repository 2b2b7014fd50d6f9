import * as z from "zod";
import { authOperations } from "../connect/auth-operations.ts";
import { json } from "../openapi/answers.ts";
import type { Operation, OperationGroup } from "../openapi/operation.ts";
import { dataOperations } from "./data-operations.ts";
import * as schemas from "./operation-schemas.ts";
import { terraAnswers, userIdParameter } from "./terra-answers.ts";

const userOperations: readonly Operation[] = [
  {
    method: "get",
    path: "/userInfo",
    id: "getUserInfo",
    summary: "One connection by user_id, or all of a person by reference_id",
    caller: "developer",
    query: [
      { ...userIdParameter, required: false },
      { name: "reference_id", description: "The person, in your words", schema: z.string() },
    ],
    answers: terraAnswers({ 200: json("What is known", schemas.userInfo) }, 400, 404),
  },
  {
    method: "get",
    path: "/subscriptions",
    id: "getSubscriptions",
    summary: "Your users, oldest first",
    caller: "developer",
    query: [
      { name: "page", description: "From 0", schema: z.int().min(0) },
      { name: "per_page", description: "500 when left out", schema: z.int().min(1).max(5_000) },
    ],
    answers: terraAnswers({ 200: json("All, or a page when one is asked for", schemas.subscriptions) }, 400),
  },
  {
    method: "post",
    path: "/bulkUserInfo",
    id: "getBulkUserInfo",
    summary: "The users with these ids, in that order",
    caller: "developer",
    body: { "application/json": z.array(z.string().min(1)).min(1).max(1_000) },
    answers: terraAnswers({ 200: json("Those that are there", z.array(schemas.terraUser)) }, 400, 404, 413),
  },
  {
    method: "patch",
    path: "/users/{user_id}",
    id: "modifyUser",
    summary: "Change the reference of a user, or whether it is active",
    caller: "developer",
    inPath: [{ name: "user_id", description: "The user", schema: z.string() }],
    body: {
      "application/json": z.object({
        reference_id: z.string().min(1).max(191).nullable().optional(),
        active: z.boolean().optional(),
      }),
    },
    answers: terraAnswers(
      { 200: json("As it is now", z.object({ status: z.literal("success"), user: schemas.terraUser })) },
      400,
      404,
      413,
    ),
  },
  {
    method: "delete",
    path: "/auth/deauthenticateUser",
    id: "deauthenticateUser",
    summary: "End a connection; erases what is stored here, unless configured otherwise",
    caller: "developer",
    query: [userIdParameter],
    answers: terraAnswers(
      {
        200: json(
          "What was erased, and which destinations have more of it",
          z.object({ status: z.literal("success"), message: z.string() }),
        ),
      },
      400,
      404,
    ),
  },
  {
    method: "get",
    path: "/integrations",
    id: "getIntegrations",
    summary: "Providers whose sources are on",
    caller: "anyone",
    answers: { 200: json("Providers", schemas.integrations) },
  },
  {
    method: "get",
    path: "/integrations/detailed",
    id: "getDetailedIntegrations",
    summary: "The same, with what each has",
    caller: "anyone",
    query: [{ name: "sdk", description: "Taken; there are none", schema: z.boolean() }],
    answers: terraAnswers({ 200: json("Providers", schemas.detailedIntegrations) }, 400),
  },
];

export const terraOperations: OperationGroup = {
  tag: "terra",
  description: "Terra's HTTP API, the same under both of Terra's prefixes: docs/api.md",
  prefixes: ["/v2", "/api/v2"],
  operations: [...dataOperations, ...userOperations, ...authOperations],
};
