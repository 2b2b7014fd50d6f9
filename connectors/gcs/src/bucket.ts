import { readFile } from "node:fs/promises";
import { Storage } from "@google-cloud/storage";
import type { GcsConfig } from "./config.ts";

/** A bucket, where to ask for it, and as whom. */
export interface Bucket {
  readonly name: string;
  /** Without a slash at its end. */
  readonly endpoint: string;
  /** The headers that say who asks. Signs or fetches a token when there is none that is fresh. */
  signIn(): Promise<Headers>;
}

/** The configured bucket. No request is made: the credentials are looked for on first use. */
export function createBucket({ bucket, endpoint, credentials, credentials_file }: GcsConfig): Bucket {
  const options = {
    retryOptions: { autoRetry: false },
    ...(endpoint !== undefined && { apiEndpoint: endpoint }),
  };
  const { apiEndpoint, authClient } = new Storage(options);
  // A service account signs its own tokens, as with Google's other clients, and need not fetch them.
  authClient.useJWTAccessWithScope = true;

  const hasOwnCredentials = credentials !== undefined || credentials_file !== undefined;
  // The machine's identity is not told to what answers without TLS: that is an emulator.
  const isAnonymous = apiEndpoint.startsWith("http://") && !hasOwnCredentials;

  return {
    name: bucket,
    endpoint: apiEndpoint.replace(/\/+$/, ""),
    async signIn() {
      if (isAnonymous) return new Headers();
      if (hasOwnCredentials && authClient.jsonContent === null) {
        const text = credentials ?? (await readFile(credentials_file ?? "", "utf8"));
        // Given to the constructor instead, they would make it print a warning about credentials of strangers.
        authClient.jsonContent = JSON.parse(text) as typeof authClient.jsonContent;
      }
      return await authClient.getRequestHeaders();
    },
  };
}
