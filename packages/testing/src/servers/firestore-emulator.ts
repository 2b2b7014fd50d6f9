import { access } from "node:fs/promises";
import { findProgram } from "./find-program.ts";
import type { TestServer } from "./test-server.ts";

/** Where Google's Debian package `google-cloud-cli-firestore-emulator` puts it. */
const jar = "/usr/lib/google-cloud-sdk/platform/cloud-firestore-emulator/cloud-firestore-emulator.jar";

/** Google's own emulator: used where it is, and nowhere required, because Debian does not have it. */
export const firestoreEmulator: TestServer = {
  name: "firestore-emulator",
  urlVariable: "MUSETTE_TEST_FIRESTORE_EMULATOR_URL",
  standardUrl: `http://${process.env["FIRESTORE_EMULATOR_HOST"] ?? "127.0.0.1:8080"}`,
  debianPackages: [],
  stopSignal: "SIGTERM",
  urlAt: (port) => `http://127.0.0.1:${port}`,

  async findProgram() {
    const isThere = await access(jar).then(
      () => true,
      () => false,
    );
    return isThere ? await findProgram(["java"]) : undefined;
  },

  launch({ program, port }) {
    const main = "com.google.cloud.datastore.emulator.firestore.CloudFirestore";
    const options = ["-Duser.language=en", "-Xmx512m", "-cp", jar, main];
    return {
      prepare: [],
      serve: { file: program, args: [...options, "start", "--host=127.0.0.1", `--port=${port}`] },
    };
  },

  async ask(url, { timeoutMs }) {
    const place = new URL("/v1/projects/musette-ask/databases/(default)/documents/nothing", url);
    const answer = await fetch(place, {
      headers: { authorization: "Bearer owner" },
      signal: AbortSignal.timeout(timeoutMs),
    });
    // Many things listen on port 8080; this is what an empty collection looks like.
    if ((await answer.text()).replaceAll(/\s/g, "") !== "{}")
      throw new Error("it is not the Firestore emulator");
    return "Google's Firestore emulator";
  },
};
