import { randomUUID } from "node:crypto";
import { ensureS3, s3Address } from "@musette/testing";
import { foundIn, type Place } from "./place.ts";
import { curl } from "./run-client.ts";

/** Ceph's gateway, read by curl, which signs by itself. */
export async function s3Place(): Promise<Place> {
  const { url } = await ensureS3();
  const { endpoint, region, accessKeyId, secretAccessKey } = s3Address(url);
  const bucket = `ten-${randomUUID()}`;
  const login = ["--aws-sigv4", `aws:amz:${region}:s3`, "--user", `${accessKeyId}:${secretAccessKey}`];
  const signed = [...login, "--header", "x-amz-content-sha256: UNSIGNED-PAYLOAD"];
  await curl(...signed, "--request", "PUT", `${endpoint}/${bucket}`);
  return {
    yaml: {
      type: "s3",
      bucket,
      region,
      endpoint,
      force_path_style: true,
      access_key_id: accessKeyId,
      secret_access_key: secretAccessKey,
    },
    client: "curl, SigV4",
    async read() {
      const listing = await curl(...signed, `${endpoint}/${bucket}`);
      const key = /<Key>([^<]+)<\/Key>/.exec(listing)?.[1];
      if (key === undefined) return undefined;
      return foundIn(
        await curl(...signed, `${endpoint}/${bucket}/${key.split("/").map(encodeURIComponent).join("/")}`),
      );
    },
    async [Symbol.asyncDispose]() {},
  };
}
