import { randomUUID } from "node:crypto";
import { ensureGcs } from "@musette/testing";
import { foundIn, type Place } from "./place.ts";
import { curl } from "./run-client.ts";

/** Our server of Google's JSON API, read by curl. */
export async function gcsPlace(): Promise<Place> {
  const { origin } = new URL((await ensureGcs()).url);
  const bucket = `ten-${randomUUID()}`;
  const asJson = ["--header", "content-type: application/json"];
  await curl(
    "--request",
    "POST",
    ...asJson,
    "--data",
    JSON.stringify({ name: bucket }),
    `${origin}/storage/v1/b?project=ten`,
  );
  const credentials = await curl("--request", "POST", "--data", "{}", `${origin}/emulator/accounts`);
  return {
    yaml: { type: "gcs", bucket, credentials, endpoint: origin },
    client: "curl",
    async read() {
      const { items = [] } = JSON.parse(await curl(`${origin}/storage/v1/b/${bucket}/o`)) as {
        readonly items?: readonly { readonly name: string }[];
      };
      const [object] = items;
      if (object === undefined) return undefined;
      return foundIn(
        await curl(`${origin}/storage/v1/b/${bucket}/o/${encodeURIComponent(object.name)}?alt=media`),
      );
    },
    async [Symbol.asyncDispose]() {},
  };
}
