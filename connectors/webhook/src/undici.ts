import { createRequire } from "node:module";
import type * as undici from "undici";

/**
 * What of undici is used here, by its files (of the exact version that is installed): its entry loads
 * a browser's fetch, WebSocket and caches besides, which take 3 MB of every server with a webhook.
 */
const load = createRequire(import.meta.url);

export const Agent = load("undici/lib/dispatcher/agent.js") as typeof undici.Agent;
export const buildConnector = load("undici/lib/core/connect.js") as typeof undici.buildConnector;
export const errors = load("undici/lib/core/errors.js") as typeof undici.errors;

// As the entry does: `request` and its like are added to what dispatches.
Object.assign((load("undici/lib/dispatcher/dispatcher.js") as typeof undici.Dispatcher).prototype, {
  request: load("undici/lib/api/api-request.js") as undici.Dispatcher["request"],
});
