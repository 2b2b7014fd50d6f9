import { join } from "node:path";
import { askHttp } from "./ask-http.ts";
import type { TestServer } from "./test-server.ts";

/**
 * The emulator of Google Cloud Storage in `gcs/`; or by its variable another one, or Google:
 * `https://storage.googleapis.com/BUCKET`, with application default credentials and an empty bucket.
 */
export const gcs: TestServer = {
  name: "gcs",
  urlVariable: "MUSETTE_TEST_GCS_URL",
  standardUrl: urlAt(4443),
  debianPackages: [],
  stopSignal: "SIGTERM",
  urlAt,

  findProgram: async () => join(import.meta.dirname, "gcs/serve.ts"),

  launch({ program, port }) {
    return { prepare: [], serve: { file: process.execPath, args: [program, String(port)] } };
  },

  async ask(url, { timeoutMs }) {
    const { origin } = new URL(url);
    const { headers, text } = await askHttp(`${origin}/storage/v1/b?project=none`, timeoutMs);
    // With credentials it would be a list of buckets; without, Google says so in its own form.
    if (!/"storage#buckets"|"errors"/.test(text))
      throw new Error("it does not answer as Google Cloud Storage");
    const server = headers.get("server");
    return server === "musette-gcs-emulator"
      ? "in-repository server of GCS JSON API v1"
      : `GCS JSON API v1 by ${server ?? origin}`;
  },
};

function urlAt(port: number): string {
  return `http://127.0.0.1:${port}`;
}
