import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { askHttp } from "./ask-http.ts";
import type { TestServer } from "./test-server.ts";

/** Azurite's account and key, which are published: every Azurite has them. */
const account = "devstoreaccount1";
const publishedKey =
  "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

/**
 * Azurite, Microsoft's emulator of Azure Blob Storage, from npm; or by its variable a storage account.
 * The URL is `https://ACCOUNT:KEY@ACCOUNT.blob.core.windows.net`, the key percent-encoded.
 */
export const azurite: TestServer = {
  name: "azurite",
  urlVariable: "MUSETTE_TEST_AZURE_BLOB_URL",
  standardUrl: urlAt(10_000),
  debianPackages: [],
  stopSignal: "SIGTERM",
  urlAt,

  async findProgram() {
    try {
      const manifest = createRequire(import.meta.url).resolve("azurite/package.json");
      return join(dirname(manifest), "dist/src/blob/main.js");
    } catch {
      return undefined;
    }
  },

  launch({ program, port }) {
    const options = ["--blobHost", "127.0.0.1", "--blobPort", String(port)];
    // Its list of API versions is always a little behind the newest client's.
    const switches = ["--inMemoryPersistence", "--silent", "--disableTelemetry", "--skipApiVersionCheck"];
    return { prepare: [], serve: { file: process.execPath, args: [program, ...options, ...switches] } };
  },

  async ask(url, { timeoutMs }) {
    const place = new URL(url);
    place.username = "";
    place.password = "";
    // Refused for want of a signature, but with its name and version in a header.
    const { headers } = await askHttp(`${place.href.replace(/\/$/, "")}/?comp=list`, timeoutMs);
    const server = headers.get("server") ?? "no name";
    if (!/Blob/.test(server)) throw new Error(`it is not Azure Blob Storage but ${server}`);
    return server.replace("Azurite-Blob/", "Azurite ");
  },
};

function urlAt(port: number): string {
  return `http://${account}:${encodeURIComponent(publishedKey)}@127.0.0.1:${port}/${account}`;
}
