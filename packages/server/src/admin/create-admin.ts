import { DeliveryError } from "@musette/core";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { problemResponse } from "../problem.ts";
import { addDeadLetters } from "./dead-letters.ts";
import { addDestinations } from "./destinations.ts";
import { addEvents } from "./events.ts";
import type { AdminOptions } from "./options.ts";
import { notFound } from "./problems.ts";
import { addQuarantine } from "./quarantine.ts";
import { addReplay } from "./replay.ts";
import { requireToken } from "./require-token.ts";

/** The operator's interface, to be mounted at `/admin`. Everything in it asks for the bearer token. */
export function createAdmin(options: AdminOptions): Hono {
  const admin = new Hono();
  admin.use(requireToken(options.token));
  addDestinations(admin, options);
  addDeadLetters(admin, options);
  addQuarantine(admin, options);
  addReplay(admin, options);
  addEvents(admin, options);
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
