import { execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { BlobServiceClient, StorageSharedKeyCredential } from "@azure/storage-blob";
import { makeBatch, makeRecords, startWebhookReceiver } from "@musette/testing";
import type { WebhookReceiver } from "@musette/testing";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { azureBlobConnector } from "./index.ts";

const account = "devstoreaccount1";
/** The key of every Azurite. */
const publishedKey =
  "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
const signal = AbortSignal.timeout(30_000);
const trusted = getCACertificates("default");

/** Tokens are taken over TLS only, so this Azurite has a certificate and is one of its own. */
describe("azure-blob with an identity", () => {
  let folder = "";
  let accountUrl = "";
  let stopAzurite = async () => {};
  let token = {};
  /** Hands out tokens as a machine of App Service does. */
  let issuer: WebhookReceiver;

  beforeAll(async () => {
    // One for all: the library does not look for it again.
    issuer = await startWebhookReceiver({
      answer(_, response) {
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify(token));
      },
    });
    folder = mkdtempSync(join(tmpdir(), "musette-azurite-"));
    const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const kind = [
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:prime256v1",
      "-noenc",
      "-days",
      "1",
    ];
    const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
    execFileSync("openssl", ["req", ...kind, ...subject, "-keyout", key, "-out", cert], { stdio: "pipe" });
    setDefaultCACertificates([...trusted, readFileSync(cert, "utf8")]);

    const main = join(
      dirname(createRequire(import.meta.url).resolve("azurite/package.json")),
      "dist/src/blob/main.js",
    );
    const place = [
      "--blobHost",
      "127.0.0.1",
      "--blobPort",
      "0",
      "--inMemoryPersistence",
      "--disableTelemetry",
    ];
    const oauth = ["--oauth", "basic", "--cert", cert, "--key", key, "--skipApiVersionCheck"];
    const azurite = spawn(process.execPath, [main, ...place, ...oauth], {
      cwd: folder,
      stdio: ["ignore", "pipe", "inherit"],
    });
    stopAzurite = async () => {
      azurite.kill();
      await once(azurite, "exit");
    };
    for await (const line of createInterface({ input: azurite.stdout })) {
      const origin = /listens on (https:\S+)|listening (?:at|on) (https:\S+)/.exec(line);
      if (origin === null) continue;
      accountUrl = `${origin[1] ?? origin[2]}/${account}`;
      break;
    }
    azurite.stdout.resume();
    const service = new BlobServiceClient(accountUrl, new StorageSharedKeyCredential(account, publishedKey));
    await service.getContainerClient("health").create();
  });
  afterAll(async () => {
    await stopAzurite();
    await issuer[Symbol.asyncDispose]();
    setDefaultCACertificates(trusted);
    rmSync(folder, { recursive: true });
  });

  async function tryWith(claims: object) {
    token = tokenOf(claims);
    vi.stubEnv("AZURE_TOKEN_CREDENTIALS", "ManagedIdentityCredential");
    vi.stubEnv("IDENTITY_ENDPOINT", `${issuer.origin}/msi/token`);
    // The library keeps tokens for the whole process, each under its identity.
    vi.stubEnv("AZURE_CLIENT_ID", randomUUID());
    vi.stubEnv("IDENTITY_HEADER", "of-this-machine");
    const askedBefore = issuer.requests.length;
    const context = { name: "lake", log: () => undefined, now: () => 0 };
    const config = azureBlobConnector.config.parse({ container: "health", account_url: accountUrl });
    const connector = azureBlobConnector.open(config, context);
    try {
      await connector.check({ signal });
      return {
        failures: await connector.write(makeBatch(makeRecords(0, 3)), { signal }),
        asked: issuer.requests.slice(askedBefore),
      };
    } finally {
      await connector.close();
      vi.unstubAllEnvs();
    }
  }

  it("signs in as the managed identity of the machine, once", async () => {
    const { failures, asked } = await tryWith({ aud: "https://storage.azure.com" });
    expect(failures).toEqual([]);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      path: expect.stringContaining(encodeURIComponent("https://storage.azure.com")),
      headers: { "x-identity-header": "of-this-machine" },
    });
  });

  it("reports a token that Azure does not take", async () => {
    await expect(tryWith({ aud: "https://vault.azure.net" })).rejects.toMatchObject({
      code: "unauthorized",
      message: expect.stringContaining("(403 AuthenticationFailed)"),
    });
  });
});

function tokenOf(claims: object) {
  const nowSeconds = Math.floor(Date.now() / 1000);
  const issued = {
    iss: "https://sts.windows.net/ab1f708d-50f6-404c-a006-d71b2ac7a606/",
    iat: nowSeconds,
    nbf: nowSeconds,
  };
  const parts = [
    { alg: "RS256", typ: "JWT" },
    { ...issued, exp: nowSeconds + 3600, ...claims },
  ];
  const access_token = [
    ...parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")),
    "c2ln",
  ].join(".");
  return {
    access_token,
    token_type: "Bearer",
    expires_on: String(nowSeconds + 3600),
    resource: "https://storage.azure.com",
  };
}
