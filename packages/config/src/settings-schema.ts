import * as z from "zod";
import { adminSchema } from "./admin-schema.ts";
import { byteSize } from "./byte-size.ts";
import { connectSchema } from "./connect-schema.ts";
import { defaults } from "./defaults.ts";
import { duration } from "./duration.ts";
import { telemetrySchema } from "./telemetry-schema.ts";
import { timeZone } from "./time-zone.ts";

const text = () => z.string().min(1);

const server = z
  .strictObject({
    host: text().default(defaults.server.host).describe("Address to listen on; 0.0.0.0 for every interface"),
    port: z.int().min(0).max(65_535).default(defaults.server.port).describe("TCP port; 0 chooses a free one"),
    max_body: byteSize()
      .prefault(defaults.server.maxBody)
      .describe("Largest request body, after decompression"),
    max_connections: z
      .int()
      .min(1)
      .max(100_000)
      .default(defaults.server.maxConnections)
      .describe("Connections open at once; more are closed"),
    shutdown_timeout: duration()
      .prefault(defaults.server.shutdownTimeout)
      .describe("How long a stop waits for requests and deliveries in flight"),
  })
  .transform((keys) => ({
    host: keys.host,
    port: keys.port,
    maxBodyBytes: keys.max_body,
    maxConnections: keys.max_connections,
    shutdownTimeoutMs: keys.shutdown_timeout,
  }));

const developer = z
  .strictObject({
    dev_id: text()
      .meta({ examples: ["local-dev"] })
      .describe("Sent by the caller as the header `dev-id`"),
    api_key: text()
      .meta({ secret: true, examples: ["${MUSETTE_API_KEY}"] })
      .describe("Sent by the caller as the header `x-api-key`"),
    requests_per_second: z
      .number()
      .positive()
      .optional()
      .meta({ examples: [20] })
      .describe("Above this the caller is answered 429; no limit when left out"),
  })
  .transform((keys) => ({
    devId: keys.dev_id,
    apiKey: keys.api_key,
    requestsPerSecond: keys.requests_per_second ?? null,
  }));

const journal = z
  .strictObject({
    type: z.literal("sqlite").default("sqlite").describe("How the journal is kept"),
    path: text()
      .default(defaults.journalPath)
      .describe("Database file; a relative path is relative to the current working directory"),
    retention: duration()
      .optional()
      .meta({ examples: ["400d"] })
      .describe(
        "Delivered events older than this are deleted, every hour or four times within this time; all are kept when left out",
      ),
    max_size: byteSize()
      .optional()
      .meta({ examples: ["20GB"] })
      .describe("At this size ingestion answers 503; until the disk is full when left out"),
  })
  .transform((keys) => ({
    type: keys.type,
    path: keys.path,
    retentionMs: keys.retention ?? null,
    maxBytes: keys.max_size ?? null,
  }));

/** `peloton:` with nothing after it is a source that is on, with no options. */
const sourceWithoutOptions = z
  .strictObject({})
  .nullable()
  .transform(() => ({}));

const sources = z
  .strictObject({
    terra: z
      .strictObject({
        signing_secret: z
          .string()
          .optional()
          .meta({ secret: true, examples: ["${TERRA_SIGNING_SECRET:-}"] })
          .describe("Verifies `terra-signature`; not verified when left out or empty"),
      })
      .nullable()
      .transform((keys) => ({ signingSecret: keys?.signing_secret || null }))
      .optional()
      .describe("`POST /ingest/terra`: Terra's webhook bodies"),
    peloton: sourceWithoutOptions
      .optional()
      .meta({ examples: [{}] })
      .describe("`POST /ingest/peloton`: what Peloton's API returns"),
    ifit: sourceWithoutOptions
      .optional()
      .meta({ examples: [{}] })
      .describe("`POST /ingest/ifit`: what iFit's API returns"),
    file: z
      .strictObject({
        zone: timeZone()
          .optional()
          .meta({ examples: ["Europe/Berlin"] })
          .describe("Time zone of local times in files that name none, such as Europe/Berlin"),
      })
      .nullable()
      .transform((keys) => ({ zone: keys?.zone ?? null }))
      .optional()
      .describe("`POST /ingest/file`: FIT, TCX and the vendors' CSV exports"),
  })
  .transform((keys) => ({
    terra: keys.terra ?? null,
    peloton: keys.peloton ?? null,
    ifit: keys.ifit ?? null,
    file: keys.file ?? null,
  }));

const users = z
  .strictObject({
    erase_on_deauth: z
      .boolean()
      .default(defaults.users.eraseOnDeauth)
      .describe("Whether deauthenticating a user erases its events, payloads and tokens here"),
    delete_events: z
      .boolean()
      .default(defaults.users.deleteEvents)
      .describe("Whether destinations are then sent `user.delete`, so that they can erase it too"),
  })
  .transform((keys) => ({ eraseOnDeauth: keys.erase_on_deauth, deleteEvents: keys.delete_events }));

/** Everything in the file but the destinations, which are each checked with their connector's schema. */
export const settingsSchema = z.strictObject({
  server: server.prefault({}).describe("Where it listens, and what it takes at most"),
  developers: z.array(developer).min(1, "at least one developer is needed").describe("Who may call the API"),
  journal: journal.prefault({}).describe("Where events are on disk before their sender gets an answer"),
  sources: sources
    .prefault({ terra: {}, peloton: {}, ifit: {}, file: {} })
    .describe("Sources that are on; all of them when the key is left out"),
  users: users.prefault({}).describe("What deauthenticating a user deletes"),
  connect: connectSchema
    .optional()
    .transform((keys) => keys ?? null)
    .describe("Lets people connect their accounts through the Terra-compatible API; off when left out"),
  admin: adminSchema
    .optional()
    .transform((keys) => keys ?? null)
    .describe("The operator's interface under /admin; closed when left out"),
  telemetry: telemetrySchema
    .optional()
    .transform((keys) => keys ?? null)
    .describe("Sends traces of what comes in and goes out; off when left out"),
  plugins: z
    .array(text())
    .default([])
    .meta({ examples: [["./my-connector.ts"]] })
    .describe("Connectors of your own: npm packages, or files relative to this file (./my-connector.ts)"),
  destinations: z.array(z.unknown()).default([]).describe("Where events go"),
});
