import { JournalError } from "@musette/core";
import type { Delivery } from "@musette/delivery";
import { Hono } from "hono";
import { createIngest, type IngestOptions } from "./ingest.ts";
import { problemResponse } from "./problem.ts";

export interface AppOptions extends IngestOptions {
  readonly delivery: Pick<Delivery, "status" | "isTaking">;
  /** Told of errors that nothing expected. Never given a payload. */
  readonly onError: (error: unknown, path: string) => void;
  /** False from the moment the server is stopping. */
  readonly isReady: () => boolean;
}

/** The HTTP interface: ingest, health and metrics. Speaks only through its options, so it needs no socket. */
export function createApp(options: AppOptions): Hono {
  const { journal, delivery, metrics } = options;
  const app = new Hono();

  app.post("/ingest/:source", createIngest(options));

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

  app.notFound((context) =>
    problemResponse(context, {
      status: 404,
      code: "not-found",
      title: "Not found",
      detail: `There is nothing at ${context.req.method} ${context.req.path.slice(0, 200)}.`,
    }),
  );
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
    options.onError(error, context.req.path);
    return problemResponse(context, {
      status: 500,
      code: "internal",
      title: "Internal error",
      detail: "Something went wrong here that should not have. The server's log says what.",
    });
  });
  return app;
}
