import { randomBytes } from "node:crypto";
import { Firestore } from "@google-cloud/firestore";
import { firestoreConnector } from "@musette/connector-firestore";
import { ensureFirestore, ensureFirestoreEmulator } from "@musette/testing";
import type { HandWriter, Sink } from "./sink.ts";

const root = "terra";

/** Documents created by Google's client and its BulkWriter; on Google's emulator where it is installed. */
export const firestore: Sink = {
  name: "firestore",
  // The emulator takes about a hundred a second.
  events: 400,
  async open() {
    const official = await ensureFirestoreEmulator();
    const server = "skipped" in official ? await ensureFirestore() : official;
    if ("skipped" in server) return server;
    const { host } = new URL(server.url);
    // The client speaks to an emulator, without credentials, only when it is told so.
    process.env["FIRESTORE_EMULATOR_HOST"] = host;
    return {
      server: server.version,
      definition: firestoreConnector,
      async makePlace() {
        const projectId = `bench-${randomBytes(6).toString("hex")}`;
        const client = new Firestore({ projectId });
        const activities = client.collection(`${root}/2022-03-16/activity`);
        return {
          config: { project_id: projectId, root, emulator_host: host },
          openByHand: () => writeByHand(projectId),
          count: async () => (await activities.select().get()).size,
          async [Symbol.asyncDispose]() {
            await client.recursiveDelete(activities);
            await client.terminate();
          },
        };
      },
      async [Symbol.asyncDispose]() {
        delete process.env["FIRESTORE_EMULATOR_HOST"];
      },
    };
  },
};

function writeByHand(projectId: string): HandWriter {
  const client = new Firestore({ projectId });
  const activities = client.collection(`${root}/2022-03-16/activity`);
  return {
    async write(records) {
      // An emulator need not be warmed up.
      const writer = client.bulkWriter({ throttling: false });
      const writes = records.map((record) => {
        const { id, key, revision, user, startTime } = record;
        const fields = { ...(record.item() as object), user, musette: { id, key, revision } };
        return writer.create(activities.doc(`${user.user_id}-${startTime}.json`), fields);
      });
      await writer.close();
      await Promise.all(writes);
    },
    [Symbol.asyncDispose]: async () => await client.terminate(),
  };
}
