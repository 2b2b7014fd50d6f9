import type { Hono } from "hono";
import { addPages, createSessionRoutes, createSessions } from "../console/index.ts";
import { createAdmin } from "./create-admin.ts";
import type { AdminOptions } from "./options.ts";

/** `/admin`, and the console that speaks with it. */
export function addOpenOperator(app: Hono, options: Omit<AdminOptions, "sessions">): void {
  const settings = { ...options, sessions: createSessions(options.clock) };
  app.route("/admin", createAdmin(settings));
  app.route("/console", createSessionRoutes(settings));
  addPages(app, settings.consoleFolder);
}
