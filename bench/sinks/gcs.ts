import { randomUUID } from "node:crypto";
import { Storage } from "@google-cloud/storage";
import { gcsConnector } from "@musette/connector-gcs";
import { ensureGcs } from "@musette/testing";
import type { HandWriter, Sink } from "./sink.ts";
import { writeObjectsByHand } from "./write-objects-by-hand.ts";

/** Conditional uploads by Google's client, 16 at once for each batch. */
export const gcs: Sink = {
  name: "gcs",
  events: 1_600,
  async open() {
    const server = await ensureGcs();
    if ("skipped" in server) return server;
    const endpoint = new URL(server.url).origin;
    const storage = new Storage({ apiEndpoint: endpoint, projectId: "bench" });
    return {
      server: server.version,
      definition: gcsConnector,
      async makePlace() {
        const name = `bench-${randomUUID()}`;
        const [bucket] = await storage.createBucket(name);
        return {
          config: { bucket: name, endpoint },
          openByHand: () => writeByHand(endpoint, name),
          count: async () => (await bucket.getFiles())[0].length,
          async [Symbol.asyncDispose]() {
            await bucket.deleteFiles({ force: true });
            await bucket.delete();
          },
        };
      },
      async [Symbol.asyncDispose]() {},
    };
  },
};

function writeByHand(endpoint: string, name: string): HandWriter {
  const bucket = new Storage({ apiEndpoint: endpoint, projectId: "bench" }).bucket(name);
  return {
    write: (records) =>
      writeObjectsByHand(records, ({ path, body, metadata }) =>
        bucket.file(path).save(body, {
          resumable: false,
          validation: "md5",
          contentType: "application/json",
          metadata: { metadata: { ...metadata } },
          preconditionOpts: { ifGenerationMatch: 0 },
        }),
      ),
    async [Symbol.asyncDispose]() {},
  };
}
