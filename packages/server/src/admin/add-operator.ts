import { createRequire } from "node:module";
import type { Hono } from "hono";
import { addClosedPage } from "../console/pages.ts";
import type * as open from "./add-open-operator.ts";
import type { AdminOptions, AdminSettings } from "./options.ts";

/** Fifty modules, for which a server without a token does not wait. */
const load = createRequire(import.meta.url);

/** `/admin`, and the console that speaks with it; without a token, a page that says how to switch them on. */
export function addOperator(
  app: Hono,
  options: Omit<AdminOptions, keyof AdminSettings | "sessions"> & {
    readonly admin?: AdminSettings | null;
  },
): void {
  if (!options.admin) return addClosedPage(app);
  const { addOpenOperator } = load("./add-open-operator.ts") as typeof open;
  addOpenOperator(app, { ...options, ...options.admin });
}
