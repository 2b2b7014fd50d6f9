import { randomBytes } from "node:crypto";
import { Firestore } from "@google-cloud/firestore";
import type { QueryDocumentSnapshot } from "@google-cloud/firestore";
import { emulatorAuth } from "../google-auth.ts";

/** An empty project of an emulator, and Google's own client as a reader. */
export interface FirestorePlace extends AsyncDisposable {
  readonly reader: Firestore;
  readonly root: string;
  readonly config: Readonly<Record<string, unknown>> & { readonly project_id: string };
  /** Every document below the root, as Google's client reads it. */
  documents(): Promise<readonly QueryDocumentSnapshot[]>;
}

/** Never used with an emulator; there to be looked for in errors. */
export const unusedKey = "-----BEGIN PRIVATE KEY----- of nobody";

export function makeFirestorePlace(emulatorUrl: string): FirestorePlace {
  const id = randomBytes(6).toString("hex");
  const { host } = new URL(emulatorUrl);
  const projectId = `musette-${id}`;
  const root = `terra-${id}`;
  const settings = { projectId, host, ssl: false, auth: emulatorAuth(projectId) };
  const reader = new Firestore(settings);
  const credentials = JSON.stringify({
    type: "service_account",
    client_email: `writer@${projectId}.iam.gserviceaccount.com`,
    private_key: unusedKey,
  });
  const config = { project_id: projectId, root, emulator_host: host, credentials };

  return {
    reader,
    root,
    config,
    async documents() {
      const collections = await reader.collection(root).doc("2022-03-16").listCollections();
      const found = await Promise.all(collections.map(async (collection) => (await collection.get()).docs));
      return found.flat();
    },
    async [Symbol.asyncDispose]() {
      const batch = reader.bulkWriter();
      for (const { ref } of await this.documents()) void batch.delete(ref);
      await batch.close();
      await reader.terminate();
    },
  };
}
