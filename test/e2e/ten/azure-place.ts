import { createHmac, randomUUID } from "node:crypto";
import { ensureAzurite } from "@musette/testing";
import { foundIn, type Place } from "./place.ts";
import { curl } from "./run-client.ts";

/** Azurite, read by curl with an account signature made by hand. */
export async function azurePlace(): Promise<Place> {
  const place = new URL((await ensureAzurite()).url);
  const account = place.username;
  const key = decodeURIComponent(place.password);
  const endpoint = `${place.origin}${place.pathname}`;
  const container = `ten-${randomUUID()}`;
  const sas = accountSignature(account, key);
  await curl("--request", "PUT", "--data", "", `${endpoint}/${container}?restype=container&${sas}`);
  const parts = [
    "DefaultEndpointsProtocol=http",
    `AccountName=${account}`,
    `AccountKey=${key}`,
    `BlobEndpoint=${endpoint}`,
  ];
  return {
    yaml: { type: "azure-blob", container, connection_string: parts.join(";") },
    client: "curl, SAS",
    async read() {
      const listing = await curl(`${endpoint}/${container}?restype=container&comp=list&${sas}`);
      const name = /<Name>([^<]+)<\/Name>/.exec(listing)?.[1];
      if (name === undefined) return undefined;
      return foundIn(
        await curl(`${endpoint}/${container}/${name.split("/").map(encodeURIComponent).join("/")}?${sas}`),
      );
    },
    async [Symbol.asyncDispose]() {
      await curl("--request", "DELETE", `${endpoint}/${container}?restype=container&${sas}`);
    },
  };
}

/** @see https://learn.microsoft.com/rest/api/storageservices/create-account-sas */
function accountSignature(account: string, key: string): string {
  const expiry = `${new Date(Date.now() + 3_600_000).toISOString().slice(0, 19)}Z`;
  const version = "2020-12-06";
  const [permissions, services, resources, protocols] = ["rwdlac", "b", "sco", "https,http"];
  const fields = [account, permissions, services, resources, "", expiry, "", protocols, version, "", ""];
  const signature = createHmac("sha256", Buffer.from(key, "base64"))
    .update(fields.join("\n"))
    .digest("base64");
  const query = {
    sv: version,
    ss: services,
    srt: resources,
    sp: permissions,
    se: expiry,
    spr: protocols,
    sig: signature,
  };
  return new URLSearchParams(query).toString();
}
