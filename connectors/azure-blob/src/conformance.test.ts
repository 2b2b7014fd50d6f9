import { randomBytes, randomUUID } from "node:crypto";
import type { ContainerClient } from "@azure/storage-blob";
import { objectMetadata } from "@musette/core";
import { connectorConformance, ensureAzurite, suiteTitle } from "@musette/testing";
import type { ConformanceTarget, StoredRecord } from "@musette/testing";
import { describe, it } from "vitest";
import { makeAzurePlace } from "./azure-place.fixture.ts";
import { connectionString } from "./connection-string.fixture.ts";
import { azureBlobConnector } from "./index.ts";

const server = await ensureAzurite();

describe.skipIf("skipped" in server)(`on ${suiteTitle("Azurite", server)}`, () => {
  connectorConformance(
    {
      name: "azure-blob on Azurite",
      definition: azureBlobConnector,
      moduleUrl: import.meta.resolve("./index.ts"),
      makeTarget,
      notApplicable: {
        "names exactly the records that the store refuses":
          "Azurite knows no immutability policy; write.test.ts shows it with leases",
      },
    },
    { describe, it },
  );
});

async function makeTarget(): Promise<ConformanceTarget> {
  const account = new URL(server.url);
  const place = await makeAzurePlace(server.url);
  const { container, config } = place;
  const wrong = new URL(account);
  wrong.password = encodeURIComponent(randomBytes(64).toString("base64"));

  return {
    config,
    secrets: [account, wrong].map(({ password }) => decodeURIComponent(password)),
    configAt({ host, port }) {
      const elsewhere = new URL(`http://${host}:${port}/${account.username}`);
      elsewhere.username = account.username;
      elsewhere.password = account.password;
      return { ...config, connection_string: connectionString(elsewhere) };
    },
    wrongCredentials: { ...config, connection_string: connectionString(wrong) },
    missingPlace: {
      config: { ...config, container: `missing-${randomUUID()}` },
      outcome: "not_found",
    },
    readBack: async () => await readBack(container),
    async snapshot() {
      const blobs = [];
      const all = container.listBlobsFlat({ includeMetadata: true, includeUncommitedBlobs: true });
      for await (const { name, properties, metadata } of all)
        blobs.push([name, properties.etag, properties.contentLength, metadata]);
      return JSON.stringify(blobs);
    },
    [Symbol.asyncDispose]: async () => await place[Symbol.asyncDispose](),
  };
}

async function readBack(container: ContainerClient): Promise<readonly StoredRecord[]> {
  const records = new Map<string, StoredRecord>();
  for await (const { name, metadata = {} } of container.listBlobsFlat({ includeMetadata: true })) {
    const json = (await container.getBlobClient(name).downloadToBuffer()).toString();
    const id = metadata[objectMetadata.id] ?? name;
    const revision = Number(metadata[objectMetadata.revision]);
    records.set(id, { id, revision, json, copies: (records.get(id)?.copies ?? 0) + 1 });
  }
  return [...records.values()];
}
