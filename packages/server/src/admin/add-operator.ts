import type { Hono } from "hono";
import { addClosedPage, addPages, createSessionRoutes, createSessions } from "../console/index.ts";
import { createAdmin } from "./create-admin.ts";
import type { AdminOptions, AdminSettings } from "./options.ts";

/** `/admin`, and the console that speaks with it; without a token, a page that says how to switch them on. */
export function addOperator(
  app: Hono,
  options: Omit<AdminOptions, keyof AdminSettings | "sessions"> & {
    readonly admin?: AdminSettings | null;
  },
): void {
  if (!options.admin) return addClosedPage(app);
  const sessions = createSessions(options.clock);
  const settings = { ...options, ...options.admin, sessions };
  app.route("/admin", createAdmin(settings));
  app.route("/console", createSessionRoutes(settings));
  addPages(app, settings.consoleFolder);
}
