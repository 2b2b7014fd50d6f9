import { randomUUID } from "node:crypto";
import { objectMetadata, objectPath } from "@musette/core";
import { connectorConformance, ensureGcs, suiteTitle } from "@musette/testing";
import type { ConformanceTarget, StoredRecord } from "@musette/testing";
import { describe, it } from "vitest";
import { makeGcsPlace, makeStrangersKey } from "./gcs-place.fixture.ts";
import type { GcsPlace } from "./gcs-place.fixture.ts";
import { gcsConnector } from "./index.ts";

const server = await ensureGcs();

describe.skipIf("skipped" in server)(`on ${suiteTitle("GCS", server)}`, () => {
  connectorConformance(
    {
      name: "gcs",
      definition: gcsConnector,
      moduleUrl: import.meta.resolve("./index.ts"),
      makeTarget,
    },
    { describe, it },
  );
});

async function makeTarget(): Promise<ConformanceTarget> {
  const place = await makeGcsPlace(server.url);
  const { bucket, config } = place;
  const strangersKey = makeStrangersKey();

  return {
    config,
    secrets: [strangersKey, config.credentials ?? ""].filter((key) => key !== ""),
    configAt: ({ host, port }) => ({ ...config, endpoint: `http://${host}:${port}` }),
    wrongCredentials: { ...config, credentials: strangersKey },
    missingPlace: { config: { ...config, bucket: `missing-${randomUUID()}` }, outcome: "not_found" },
    readBack: async () => await readBack(place),
    async snapshot() {
      const [files] = await bucket.getFiles({ prefix: config.prefix });
      return JSON.stringify(files.map(({ metadata }) => metadata));
    },
    // Objects in the way that Google would let nobody replace.
    async poison(records) {
      for (const record of records) {
        const file = bucket.file(objectPath({ prefix: config.prefix, record, extension: "json" }));
        await file.save("in the way", { resumable: false });
        await file.setMetadata({ temporaryHold: true });
      }
    },
    [Symbol.asyncDispose]: async () => await place[Symbol.asyncDispose](),
  };
}

async function readBack({ bucket, config }: GcsPlace): Promise<readonly StoredRecord[]> {
  const records = new Map<string, StoredRecord>();
  const [files] = await bucket.getFiles({ prefix: config.prefix });
  for (const file of files) {
    const { metadata = {}, temporaryHold } = file.metadata;
    if (temporaryHold === true) continue;
    const [bytes] = await file.download();
    const id = String(metadata[objectMetadata.id]);
    const revision = Number(metadata[objectMetadata.revision]);
    records.set(id, { id, revision, json: bytes.toString(), copies: (records.get(id)?.copies ?? 0) + 1 });
  }
  return [...records.values()];
}
