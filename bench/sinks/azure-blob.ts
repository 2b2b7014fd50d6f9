import { randomUUID } from "node:crypto";
import { BlobServiceClient } from "@azure/storage-blob";
import { azureBlobConnector } from "@musette/connector-azure-blob";
import { ensureAzurite } from "@musette/testing";
import type { HandWriter, Sink } from "./sink.ts";
import { writeObjectsByHand } from "./write-objects-by-hand.ts";

/** Conditional uploads by Azure's SDK, 16 at once for each batch. */
export const azureBlob: Sink = {
  name: "azure-blob",
  events: 1_600,
  async open() {
    const server = await ensureAzurite();
    if ("skipped" in server) return server;
    const connectionString = connectionStringOf(new URL(server.url));
    const service = BlobServiceClient.fromConnectionString(connectionString);
    return {
      server: server.version,
      definition: azureBlobConnector,
      async makePlace() {
        const container = service.getContainerClient(`bench-${randomUUID()}`);
        await container.create();
        const name = container.containerName;
        return {
          config: { container: name, connection_string: connectionString },
          openByHand: () => writeByHand(connectionString, name),
          async count() {
            let blobs = 0;
            for await (const _ of container.listBlobsFlat()) blobs += 1;
            return blobs;
          },
          [Symbol.asyncDispose]: async () => void (await container.delete()),
        };
      },
      async [Symbol.asyncDispose]() {},
    };
  },
};

function writeByHand(connectionString: string, name: string): HandWriter {
  const container = BlobServiceClient.fromConnectionString(connectionString).getContainerClient(name);
  return {
    write: (records) =>
      writeObjectsByHand(records, ({ path, body, metadata }) =>
        container.getBlockBlobClient(path).upload(body, Buffer.byteLength(body), {
          blobHTTPHeaders: { blobContentType: "application/json" },
          metadata: { ...metadata },
          conditions: { ifNoneMatch: "*" },
        }),
      ),
    async [Symbol.asyncDispose]() {},
  };
}

/** `https://ACCOUNT:KEY@HOST/…` as Azure's SDK takes it. */
function connectionStringOf(url: URL): string {
  const [account, key] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  const endpoint = `${url.origin}${url.pathname.replace(/\/$/, "")}`;
  return `DefaultEndpointsProtocol=${url.protocol.slice(0, -1)};AccountName=${account};AccountKey=${key};BlobEndpoint=${endpoint};`;
}
