import { JournalError } from "@musette/core";
import type { Delivery } from "@musette/delivery";
import { Hono } from "hono";
import { addOperator, type AdminOptions, type AdminSettings } from "./admin/index.ts";
import { createAppendPayload } from "./append-payload.ts";
import { createConnectPages, createPrepareFiles, type ConnectSettings } from "./connect/index.ts";
import type { HistoryBodies } from "./history-bodies.ts";
import { createIngest, type IngestOptions } from "./ingest.ts";
import { problemResponse } from "./problem.ts";
import { requestIdOf } from "./request/request-id.ts";
import { createTerraApi, terraProblemResponse, type UserDeletion } from "./terra-api/index.ts";
import { notFound } from "./terra-api/problems.ts";

export interface AppOptions extends IngestOptions {
  readonly delivery: AdminOptions["delivery"] & Pick<Delivery, "isTaking">;
  /** The operator's interface and the console; null or left out: a page that says how to switch them on. */
  readonly admin?: AdminSettings | null;
  /** Where the Terra-compatible API finds bodies: not delivery's own, whose cache a year would empty. */
  readonly historyBodies: HistoryBodies;
  readonly users: UserDeletion;
  /** Null: nobody can connect an account here. */
  readonly connect: ConnectSettings | null;
  /** Told of errors that nothing expected. Never given a payload. */
  readonly onError: (error: unknown, path: string, requestId: string) => void;
  /** False from the moment the server is stopping. */
  readonly isReady: () => boolean;
}

/** Where Terra serves its API: the older base URL's path and the newer one's. */
const terraPrefixes = ["/v2", "/api/v2"] as const;

/** The HTTP interface: ingest, Terra's API, health and metrics. Speaks only through its options, so it needs no socket. */
export function createApp(options: AppOptions): Hono {
  const { journal, delivery, metrics } = options;
  const app = new Hono();

  app.post("/ingest/:source", createIngest(options));

  const terraApi = createTerraApi(options);
  for (const prefix of terraPrefixes) app.route(prefix, terraApi);

  const prepareFiles = createPrepareFiles(createAppendPayload(options));
  app.route("/connect", createConnectPages({ ...options, prepareFiles }));

  addOperator(app, options);

  app.get("/healthz", (context) => context.json({ status: "ok" }));
  app.get("/readyz", async (context) => {
    if (!options.isReady()) return context.json({ status: "stopping" }, 503);
    const { headSeq } = await journal.stats();
    const destinations = (await delivery.status()).map(({ name, state, lagEvents }) => ({
      name,
      status: state.status,
      lagEvents,
    }));
    return context.json({ status: "ready", headSeq, destinations });
  });
  app.get("/metrics", async (context) => {
    const read = async () => ({ journal: await journal.stats(), destinations: await delivery.status() });
    return context.text(await metrics.render(read), 200, { "content-type": metrics.contentType });
  });

  app.get("/openapi.json", async (context) => {
    const { openApiText } = await import("./openapi/index.ts");
    return context.body(openApiText, 200, { "content-type": "application/json" });
  });

  app.notFound((context) => {
    const { method, path } = context.req;
    if (terraPrefixes.some((prefix) => path.startsWith(`${prefix}/`))) {
      return terraProblemResponse(context, notFound(method, path));
    }
    return problemResponse(context, {
      status: 404,
      code: "not-found",
      title: "Not found",
      detail: `There is nothing at ${method} ${path.slice(0, 200)}.`,
    });
  });
  app.onError((error, context) => {
    if (JournalError.is(error)) {
      const problem = {
        status: 503,
        code: "journal",
        title: "The journal is not available",
        detail: error.message,
      } as const;
      return problemResponse(context, { ...problem, retryAfterSeconds: 5 });
    }
    if (!hasHungUp(error)) options.onError(error, context.req.path, requestIdOf(context));
    return problemResponse(context, {
      status: 500,
      code: "internal",
      title: "Internal error",
      detail: "Something went wrong here that should not have. The server's log says what.",
    });
  });
  return app;
}

/** The sender went away in the middle of its body: nobody is left to be answered, and nothing is wrong here. */
function hasHungUp(error: Error): boolean {
  return "code" in error && error.code === "ECONNRESET" && error.message === "aborted";
}
