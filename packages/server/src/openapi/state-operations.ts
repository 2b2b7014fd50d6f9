import * as z from "zod";
import { json } from "./answers.ts";
import type { OperationGroup } from "./operation.ts";

const ready = z
  .object({
    status: z.literal("ready"),
    headSeq: z.int().min(0).describe("Place of the journal's newest event"),
    destinations: z.array(
      z.object({
        name: z.string(),
        status: z.enum(["healthy", "degraded", "paused"]),
        lagEvents: z.int().min(0),
      }),
    ),
  })
  .describe("A destination that is away does not make the server less ready");

/** What supervisors and collectors ask, and this document. */
export const stateOperations: OperationGroup = {
  tag: "state",
  description: "How the server is, without a key: keep it off the internet",
  prefixes: [""],
  operations: [
    {
      method: "get",
      path: "/healthz",
      id: "getHealth",
      summary: "Whether the process answers",
      caller: "anyone",
      answers: { 200: json("It does", z.object({ status: z.literal("ok") })) },
    },
    {
      method: "get",
      path: "/readyz",
      id: "getReadiness",
      summary: "Whether requests are taken",
      caller: "anyone",
      answers: {
        200: json("They are", ready),
        503: json("The server is stopping", z.object({ status: z.literal("stopping") })),
      },
    },
    {
      method: "get",
      path: "/metrics",
      id: "getMetrics",
      summary: "Metrics in Prometheus' text format",
      caller: "anyone",
      answers: { 200: { description: "Metrics", content: { "text/plain": z.string() } } },
    },
    {
      method: "get",
      path: "/openapi.json",
      id: "getOpenApiDocument",
      summary: "This document",
      caller: "anyone",
      answers: {
        200: json(
          "OpenAPI 3.1",
          z.looseObject({ openapi: z.string(), info: z.looseObject({}), paths: z.looseObject({}) }),
        ),
      },
    },
  ],
};
