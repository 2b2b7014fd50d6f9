import * as z from "zod";
import { json, refusal, retryAfter } from "../openapi/answers.ts";
import type { Operation, OperationGroup } from "../openapi/operation.ts";

const session = z
  .object({
    role: z.enum(["operator", "viewer"]),
    csrf: z.string().describe("To be sent as x-csrf-token with all that changes something"),
    version: z.string(),
  })
  .meta({ id: "ConsoleSession" });

const page = (path: string, id: string, summary: string, inPath?: Operation["inPath"]): Operation => ({
  method: "get",
  path,
  id,
  summary,
  caller: "anyone",
  ...(inPath && { inPath }),
  answers: { 200: { description: "A page", content: { "text/html": z.string() } } },
});

const path = "/console/session";
const noSession = refusal("There is no session, or it has ended");
const crossSite = refusal("It does not come from a page of this server");

/** The console's pages hold nothing themselves: what they show, they ask `/admin` for. */
export const consoleOperations: OperationGroup = {
  tag: "console",
  description: "The web console and its sessions",
  prefixes: [""],
  operations: [
    page("/", "getConsole", "The console"),
    page("/workouts", "getWorkoutsPage", "Workouts"),
    page("/workouts/{seq}", "getWorkoutPage", "One workout", [
      { name: "seq", description: "Of its event", schema: z.int().min(1) },
    ]),
    page("/deliveries", "getDeliveriesPage", "Deliveries"),
    page("/destinations", "getDestinationsPage", "Destinations"),
    {
      method: "post",
      path,
      id: "signIn",
      summary: "Begin a session, kept in a cookie",
      caller: "anyone",
      body: { "application/json": z.object({ token: z.string() }) },
      answers: {
        200: json("Signed in", session, { "set-cookie": "musette_console" }),
        400: refusal("The body cannot be read"),
        401: refusal("Not a token of the configuration"),
        403: crossSite,
        429: refusal("Too many wrong tokens from this address", retryAfter),
      },
    },
    {
      method: "get",
      path,
      id: "getSession",
      summary: "Who one is",
      caller: "session",
      answers: { 200: json("The session", session), 401: noSession },
    },
    {
      method: "delete",
      path,
      id: "signOut",
      summary: "End the session",
      caller: "session",
      answers: { 204: { description: "Ended" }, 401: noSession, 403: crossSite },
    },
  ],
};
