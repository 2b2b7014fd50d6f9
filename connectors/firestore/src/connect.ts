import { readFile } from "node:fs/promises";
import { DeliveryError } from "@musette/core";
import firestore from "@google-cloud/firestore";
import { parseObject } from "./config.ts";
import type { FirestoreConfig } from "./config.ts";
import { emulatorAuth, googleAuth, insecure } from "./google-auth.ts";
import type { ClientOptions } from "./google-auth.ts";

/**
 * Google's client of the API itself. The one above it would try requests again for up to ten minutes,
 * long after delivery has given them up.
 */
export type FirestoreClient = InstanceType<typeof firestore.v1.FirestoreClient>;

/**
 * A client that is ready: an error of `initialize` would otherwise come back a second time, unhandled.
 *
 * @throws what the authentication library throws when there are no credentials.
 */
export async function connectFirestore(config: FirestoreConfig): Promise<FirestoreClient> {
  const client = new firestore.v1.FirestoreClient(await optionsOf(config));
  await client.initialize();
  return client;
}

async function optionsOf(config: FirestoreConfig): Promise<ClientOptions> {
  const { projectId, emulatorHost } = config;
  if (emulatorHost === undefined) {
    const credentials = config.credentials ?? (await credentialsIn(config.credentialsFile));
    return { projectId, auth: googleAuth(projectId, credentials) };
  }
  const colon = emulatorHost.lastIndexOf(":");
  const servicePath = emulatorHost.slice(0, colon);
  const port = Number(emulatorHost.slice(colon + 1));
  return { projectId, servicePath, port, sslCreds: insecure(), auth: emulatorAuth(projectId) };
}

async function credentialsIn(file: string | undefined) {
  if (file === undefined) return undefined;
  const credentials = parseObject(await readFile(file, "utf8"));
  if (credentials !== undefined) return credentials;
  throw new DeliveryError(
    "unauthorized",
    `${file} is not the JSON of a credentials file. Correct credentials_file.`,
  );
}
