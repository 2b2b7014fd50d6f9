import { randomUUID } from "node:crypto";
import {
  ensureKafka,
  ensurePostgres,
  ensureS3,
  kafkaCluster,
  readKafkaTopic,
  s3Address,
  startWebhookReceiver,
} from "@musette/testing";
import { curl, runClient } from "../../e2e/ten/run-client.ts";

/** A destination of the server that is killed, and what a client that knows nothing of us finds in it. */
export interface Store extends AsyncDisposable {
  readonly name: string;
  /** One row, object or message for each event, or repeats that carry its id. */
  readonly holds: "one" | "repeats";
  /** Its block in the configuration. */
  readonly yaml: Readonly<Record<string, unknown>>;
  /** The ids of the events that came into it, repeats too. */
  readIds(): Promise<readonly string[]>;
  /** Where the test server forgets the oldest: to be called before it does. */
  readonly keepUp?: () => Promise<void>;
}

/** @throws when a server is missing and cannot be started. */
export async function openStores(): Promise<readonly Store[]> {
  return [await postgresStore(), await s3Store(), await kafkaStore(), await webhookStore()];
}

async function postgresStore(): Promise<Store> {
  const { url } = present(await ensurePostgres());
  const schema = `kill_${randomUUID().replaceAll("-", "")}`;
  const ask = (sql: string) =>
    runClient("psql", [url, "--no-psqlrc", "--tuples-only", "--no-align", "--command", sql]);
  return {
    name: "postgres",
    holds: "one",
    yaml: { type: "sql", url, schema },
    async readIds() {
      return lines(await ask(`select payload_id from "${schema}".terra_data_payloads`));
    },
    async [Symbol.asyncDispose]() {
      await ask(`drop schema if exists "${schema}" cascade`);
    },
  };
}

async function s3Store(): Promise<Store> {
  const { endpoint, region, accessKeyId, secretAccessKey } = s3Address(present(await ensureS3()).url);
  const bucket = `kill-${randomUUID()}`;
  const login = ["--aws-sigv4", `aws:amz:${region}:s3`, "--user", `${accessKeyId}:${secretAccessKey}`];
  const signed = [...login, "--header", "x-amz-content-sha256: UNSIGNED-PAYLOAD"];
  await curl(...signed, "--request", "PUT", `${endpoint}/${bucket}`);
  return {
    name: "s3",
    holds: "one",
    yaml: {
      type: "s3",
      bucket,
      region,
      endpoint,
      path: "{id}.{ext}",
      force_path_style: true,
      access_key_id: accessKeyId,
      secret_access_key: secretAccessKey,
    },
    async readIds() {
      const ids: string[] = [];
      for (;;) {
        const listing = await curl(...signed, `${endpoint}/${bucket}?marker=${ids.at(-1) ?? ""}.json`);
        const found = [...listing.matchAll(/<Key>([^<]+)\.json<\/Key>/g)].map(([, id]) => id ?? "");
        ids.push(...found);
        if (found.length === 0 || !listing.includes("<IsTruncated>true")) return ids;
      }
    },
    async [Symbol.asyncDispose]() {},
  };
}

async function kafkaStore(): Promise<Store> {
  const { brokers } = await kafkaCluster(present(await ensureKafka()).url);
  const topic = `kill-${randomUUID()}`;
  const idByPlace = new Map<string, string>();
  // librdkafka's mock cluster keeps the newest 5 MB of a partition (rd_kafka_mock_partition_new).
  async function keepUp(): Promise<void> {
    for (const { partition, offset, headers } of await readKafkaTopic(brokers, topic)) {
      idByPlace.set(`${partition}:${offset}`, headers["musette-id"] ?? "");
    }
  }
  return {
    name: "kafka",
    holds: "repeats",
    yaml: { type: "kafka", brokers: [...brokers], topic },
    keepUp,
    async readIds() {
      await keepUp();
      return [...idByPlace.values()];
    },
    async [Symbol.asyncDispose]() {},
  };
}

async function webhookStore(): Promise<Store> {
  const receiver = await startWebhookReceiver();
  return {
    name: "webhook",
    holds: "repeats",
    yaml: { type: "webhook", url: `${receiver.origin}/hook`, allow_private: true, secret: "kill" },
    readIds: async () => receiver.taken.map(({ headers }) => String(headers["webhook-id"])),
    [Symbol.asyncDispose]: () => receiver[Symbol.asyncDispose](),
  };
}

function present<Server extends object>(server: Server | { readonly skipped: string }): Server {
  if ("skipped" in server) throw new Error(server.skipped);
  return server;
}

function lines(text: string): readonly string[] {
  return text.split("\n").filter((line) => line !== "");
}
