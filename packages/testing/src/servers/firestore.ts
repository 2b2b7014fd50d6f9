import { join } from "node:path";
import { callHook } from "./firestore/hooks.ts";
import type { TestServer } from "./test-server.ts";

/** The Firestore server of this package. What else speaks Firestore is named to the tests by other variables. */
export const firestore: TestServer = {
  name: "firestore",
  urlVariable: "MUSETTE_TEST_FIRESTORE_URL",
  standardUrl: urlAt(58_081),
  debianPackages: [],
  stopSignal: "SIGTERM",
  urlAt,

  findProgram: async () => join(import.meta.dirname, "firestore/serve.ts"),

  launch: ({ program, port }) => ({
    prepare: [],
    serve: { file: process.execPath, args: [program, String(port)] },
  }),

  ask: async (url, { timeoutMs }) => String(await callHook(url, "Version", {}, timeoutMs)),
};

function urlAt(port: number): string {
  return `http://127.0.0.1:${port}`;
}
