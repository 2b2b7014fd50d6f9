import { createSecretKey, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { SourceName } from "@musette/core";
import { openSqliteJournal, type Journal } from "@musette/journal";
import { createFakeClock, type FakeClock } from "@musette/testing";
import { Hono } from "hono";
import { createAppendPayload } from "../append-payload.ts";
import { createAuthenticate } from "../authenticate.ts";
import { listen } from "../listen.ts";
import { createMetrics } from "../metrics.ts";
import type { TerraEnv } from "../terra-api/options.ts";
import { createRequireDeveloper } from "../terra-api/require-developer.ts";
import { terraReference } from "../terra-api/terra-reference.ts";
import { createAuthRoutes } from "./auth-routes.ts";
import { createConnectPages } from "./connect-pages.ts";
import { createPrepareFiles } from "./create-prepare-files.ts";
import type { ConnectSettings } from "./options.ts";

/** The connect routes and pages alone, on a socket, with a journal and a clock that stands still. */
export interface ConnectUnderTest extends AsyncDisposable {
  readonly origin: string;
  readonly journal: Journal;
  readonly clock: FakeClock;
  readonly key: ReturnType<typeof createSecretKey>;
  /** What a failure of ours was reported with. */
  readonly reported: readonly { readonly error: unknown; readonly path: string }[];
  /** Asks for a link as the developer `alice`, and gives its path on this server. */
  link(body: Readonly<Record<string, unknown>>): Promise<string>;
  post(pathAndQuery: string, body: unknown): Promise<Response>;
  /** Bodies of Terra's events in the journal, in their order. */
  events(): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

export async function startConnect(
  options: Partial<ConnectSettings> & {
    readonly sources?: readonly SourceName[];
    readonly maxInFlightBytes?: number;
  } = {},
): Promise<ConnectUnderTest> {
  const folder = await mkdtemp(path.join(tmpdir(), "musette-connect-"));
  const clock = createFakeClock();
  const journal = await openSqliteJournal({ path: path.join(folder, "journal.db"), clock });
  const key = createSecretKey(randomBytes(32));
  const reported: { readonly error: unknown; readonly path: string }[] = [];
  const connect = {
    publicUrl: "https://connect.test",
    redirectHosts: ["app.test", "com.example.app://"],
    encryptionKeys: [key],
    ...options,
  };
  const parts = {
    journal,
    clock,
    connect,
    sources: new Set(options.sources ?? (["peloton", "ifit", "file"] as const)),
    maxBodyBytes: 1_000_000,
    maxInFlightBytes: options.maxInFlightBytes ?? 4_000_000,
    prepareFiles: createPrepareFiles(
      createAppendPayload({
        journal,
        clock,
        metrics: createMetrics(),
        bodies: { remember: () => undefined },
        delivery: { isTaking: () => false },
      }),
    ),
    onError: (error: unknown, where: string) => void reported.push({ error, path: where }),
  };
  const authenticate = createAuthenticate([
    { devId: "alice", apiKey: "alice-key", requestsPerSecond: null },
    { devId: "bob", apiKey: "bob-key", requestsPerSecond: null },
  ]);
  const api = new Hono<TerraEnv>();
  api.use(terraReference);
  api.route("/auth", createAuthRoutes(parts, createRequireDeveloper({ authenticate, clock })));
  const app = new Hono();
  app.route("/v2", api);
  app.route("/connect", createConnectPages(parts));
  const listening = await listen(app, { host: "127.0.0.1", port: 0 });

  const post = (pathAndQuery: string, body: unknown) =>
    fetch(`${listening.url}${pathAndQuery}`, {
      method: "POST",
      headers: { "dev-id": "alice", "x-api-key": "alice-key", "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  return {
    origin: listening.url,
    journal,
    clock,
    key,
    reported,
    post,
    async link(body) {
      const answer = (await (await post("/v2/auth/generateWidgetSession", body)).json()) as { url: string };
      return new URL(answer.url).pathname;
    },
    async events() {
      const heads = await journal.read({ after: 0, limit: 1_000 });
      const terra = heads.filter(({ source }) => source === "terra");
      const payloads = await journal.readPayloads(terra.map(({ payloadId }) => payloadId));
      return terra.map(
        ({ payloadId }) =>
          JSON.parse(new TextDecoder().decode(payloads.get(payloadId)?.bytes)) as Record<string, unknown>,
      );
    },
    async [Symbol.asyncDispose]() {
      await listening.close({ timeoutMs: 0 });
      await journal.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
