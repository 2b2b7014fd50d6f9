import { DeliveryError } from "@musette/core";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { problemResponse } from "../problem.ts";
import { authorize } from "../console/index.ts";
import { addDeadLetters } from "./dead-letters.ts";
import { addDestinations } from "./destinations.ts";
import { addEventParts } from "./event-parts.ts";
import { addEvents } from "./events.ts";
import { addLive } from "./live.ts";
import type { AdminOptions } from "./options.ts";
import { createOverview } from "./overview.ts";
import { notFound } from "./problems.ts";
import { addQuarantine } from "./quarantine.ts";
import { addReplay } from "./replay.ts";
import { createReplays } from "./replays.ts";

/** The operator's interface, to be mounted at `/admin`. Everything in it asks for a token or a session. */
export function createAdmin(options: AdminOptions): Hono {
  const admin = new Hono();
  admin.use(authorize(options, options.sessions));
  addDestinations(admin, options);
  addDeadLetters(admin, options);
  addQuarantine(admin, options);
  const readOverview = createOverview(options);
  const replays = createReplays(options);
  addReplay(admin, options, replays);
  addEvents(admin, options);
  addEventParts(admin, options);
  admin.get("/overview", async (context) => context.json(await readOverview()));
  addLive(admin, options, readOverview, replays);
  admin.all("*", (context) =>
    problemResponse(context, notFound(`There is nothing at ${context.req.method} ${context.req.path}.`)),
  );
  admin.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse();
    if (DeliveryError.is(error) && error.code === "not_found") {
      return problemResponse(context, notFound(error.message));
    }
    // The application's own handler knows the rest.
    throw error;
  });
  return admin;
}
