import { objectPath } from "@musette/core";
import { connectorConformance, ensureS3, suiteTitle } from "@musette/testing";
import type { ConformanceTarget } from "@musette/testing";
import { describe, it } from "vitest";
import { s3Connector } from "./index.ts";
import { makeBucketPlace } from "./testing/bucket-place.fixture.ts";
import { refuse, startFront } from "./testing/start-front.fixture.ts";

const server = await ensureS3();
const wrongSecret = "secret-of-somebody-else";
/** A front cannot stand before a store that speaks TLS. */
const canBeFronted = server.url.startsWith("http:");

describe.skipIf("skipped" in server)(`s3: ${suiteTitle("conformance", server)}`, () => {
  connectorConformance(
    {
      name: "version" in server ? `s3 on ${server.version}` : "s3",
      definition: s3Connector,
      moduleUrl: import.meta.resolve("./index.ts"),
      makeTarget,
      ...(!canBeFronted && {
        notApplicable: { "names exactly the records that the store refuses": "no front stands before TLS" },
      }),
    },
    { describe, it },
  );
});

/** A prefix in the bucket, reached through a front that refuses the objects it is told to. */
async function makeTarget(): Promise<ConformanceTarget> {
  const place = makeBucketPlace(server.url);
  const poisoned = new Set<string>();
  const front = await startFront(new URL(server.url).origin, ({ url = "" }, response) => {
    const path = decodeURIComponent(new URL(url, "http://front").pathname);
    return poisoned.has(path) && refuse(response, 400, "InvalidArgument");
  });
  const config = canBeFronted ? { ...place.config, endpoint: front.endpoint } : place.config;

  return {
    config,
    secrets: [String(place.config["secret_access_key"]), wrongSecret],
    configAt: ({ host, port }) => ({ ...config, endpoint: `http://${host}:${port}` }),
    wrongCredentials: { ...config, secret_access_key: wrongSecret },
    missingPlace: { config: { ...config, bucket: "musette-no-such-bucket-4711" }, outcome: "not_found" },
    async poison(records) {
      for (const record of records) {
        const path = objectPath({ prefix: place.prefix, record, extension: "json" });
        poisoned.add(`/${place.bucket}/${path}`);
      }
    },
    async readBack() {
      const objects = await place.objects();
      return [...objects.values()].map(({ text, metadata }) => ({
        id: metadata["musetteid"] ?? "",
        revision: Number(metadata["musetterevision"]),
        json: text,
        copies: 1,
      }));
    },
    async snapshot() {
      const objects = await place.objects();
      return JSON.stringify({ objects: [...objects], uploads: await place.uploads() });
    },
    async [Symbol.asyncDispose]() {
      await front[Symbol.asyncDispose]();
      await place[Symbol.asyncDispose]();
    },
  };
}
