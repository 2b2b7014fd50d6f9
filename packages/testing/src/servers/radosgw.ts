import { join } from "node:path";
import { findProgram } from "./find-program.ts";
import { s3Address } from "./s3-address.ts";
import type { TestServer } from "./test-server.ts";

const serve = join(import.meta.dirname, "radosgw/serve.ts");
const accessKey = "MUSETTETESTKEY";
const secretKey = "secret-of-the-test-server";
const bucket = "musette-test";

/** S3 as Ceph's gateway speaks it: real signatures, real conditional writes, roles by STS at the same address. */
export const radosgw: TestServer = {
  name: "radosgw",
  urlVariable: "MUSETTE_TEST_S3_URL",
  standardUrl: urlAt(7480),
  debianPackages: ["radosgw", "ceph-mon", "ceph-osd", "ceph-common"],
  stopSignal: "SIGTERM",
  // Three daemons, one after another, on what may be a busy machine.
  startTimeoutMs: 120_000,
  urlAt,

  // The gateway is nothing without the other two.
  async findProgram() {
    const programs = await Promise.all(
      ["radosgw", "ceph-mon", "ceph-osd", "ceph", "setpriv"].map((name) => findProgram([name])),
    );
    return programs.includes(undefined) ? undefined : programs[0];
  },

  launch({ folder, port }) {
    const keys = ["--access-key", accessKey, "--secret-key", secretKey, "--bucket", bucket];
    return {
      prepare: [],
      serve: { file: process.execPath, args: [serve, "--folder", folder, "--port", String(port), ...keys] },
    };
  },

  /** Makes the URL's bucket when it is missing; its owner's name is the version of a Ceph started here. */
  async ask(url, { timeoutMs }) {
    // Loaded here because whoever wants only a sample payload imports this package too.
    const { CreateBucketCommand, HeadBucketCommand, ListBucketsCommand, S3Client } =
      await import("@aws-sdk/client-s3");
    const { endpoint, region, bucket: Bucket, ...credentials } = s3Address(url);
    const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true, maxAttempts: 1 });
    const options = { abortSignal: AbortSignal.timeout(timeoutMs) };
    try {
      await client.send(new HeadBucketCommand({ Bucket }), options).catch(async (error: unknown) => {
        if (!(error instanceof Error && error.name === "NotFound")) throw error;
        await client.send(new CreateBucketCommand({ Bucket }), options);
      });
      const listing = client.send(new ListBucketsCommand({}), options);
      const owner = await listing.then(({ Owner }) => Owner?.DisplayName).catch(() => undefined);
      return owner?.startsWith("Ceph ") === true ? owner : `S3 at ${new URL(endpoint).host}`;
    } finally {
      client.destroy();
    }
  },
};

function urlAt(port: number): string {
  return `http://${accessKey}:${secretKey}@127.0.0.1:${port}/${bucket}?region=us-east-1`;
}
