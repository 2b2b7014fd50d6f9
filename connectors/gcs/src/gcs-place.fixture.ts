import { generateKeyPairSync, randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import { Storage } from "@google-cloud/storage";
import type { Bucket } from "@google-cloud/storage";

// Google's client has eleven listeners on the stream of every download, all of them at work.
EventEmitter.defaultMaxListeners = 20;

/** A bucket, or a prefix in one, that is empty at first and gone at the end; and Google's own client for it. */
export interface GcsPlace extends AsyncDisposable {
  readonly bucket: Bucket;
  readonly config: {
    readonly bucket: string;
    readonly prefix: string;
    readonly credentials?: string;
    readonly endpoint?: string;
  };
  /** Key of an account that may do only this. Not at Google. */
  accountWith(permissions: readonly string[]): Promise<string>;
}

/** At Google a prefix of the bucket that the URL names, else a bucket of its own in the emulator. */
export async function makeGcsPlace(serverUrl: string): Promise<GcsPlace> {
  const { origin, pathname } = new URL(serverUrl);
  const name = pathname.slice(1);
  const prefix = `conformance/${randomUUID()}`;
  if (name !== "") {
    const bucket = new Storage().bucket(name);
    return {
      bucket,
      config: { bucket: name, prefix },
      accountWith: async () => await Promise.reject(new Error("only the emulator makes accounts")),
      [Symbol.asyncDispose]: async () => await bucket.deleteFiles({ prefix }),
    };
  }

  const bucket = new Storage({ apiEndpoint: origin, projectId: "emulator" }).bucket(randomUUID());
  await bucket.create();
  const makeAccount = async (body: object) => {
    const answer = await fetch(`${origin}/emulator/accounts`, { method: "POST", body: JSON.stringify(body) });
    return await answer.text();
  };
  return {
    bucket,
    config: { bucket: bucket.name, prefix, credentials: await makeAccount({}), endpoint: origin },
    accountWith: async (permissions) => await makeAccount({ permissions }),
    async [Symbol.asyncDispose]() {
      const [files] = await bucket.getFiles();
      for (const file of files)
        if (file.metadata.temporaryHold === true) await file.setMetadata({ temporaryHold: false });
      await bucket.deleteFiles();
      await bucket.delete();
    },
  };
}

/** A key that has the right form, of an account that does not exist. */
export function makeStrangersKey(): string {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return JSON.stringify({
    type: "service_account",
    project_id: "nobody",
    private_key: privateKey,
    client_email: "nobody@nobody.iam.gserviceaccount.com",
  });
}
