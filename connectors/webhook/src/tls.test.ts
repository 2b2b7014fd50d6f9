import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { LookupFunction } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeBatch, makeRecords, startWebhookReceiver } from "@musette/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { configSchema } from "./config.ts";
import { guardedConnect } from "./guard.ts";
import webhook from "./index.ts";
import { createWebhook } from "./write.ts";

const { signal } = new AbortController();
const context = { name: "hook", log: () => undefined, now: () => Date.now() };
let folder = "";
let tls = { key: "", cert: "" };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "musette-tls-"));
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc", "-days", "1"];
  const subject = ["-subj", "/CN=receiver.test", "-addext", "subjectAltName=DNS:receiver.test"];
  execFileSync("openssl", ["req", ...kind, ...subject, "-keyout", key, "-out", cert], { stdio: "pipe" });
  tls = { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("a webhook over TLS", () => {
  it("reports a certificate of an unknown authority, and sends nothing", async () => {
    await using receiver = await startWebhookReceiver({ tls });
    const connector = webhook.open(
      webhook.config.parse({ url: receiver.origin, allow_private: true }),
      context,
    );
    const failure = { code: "unavailable", message: expect.stringContaining("certificate") as unknown };
    await expect(connector.write(makeBatch(makeRecords(0, 1)), { signal })).rejects.toMatchObject(failure);
    await expect(connector.check({ signal })).rejects.toMatchObject(failure);
    await connector.close();
    expect(receiver.requests).toEqual([]);
  });

  it("checks the certificate against the name, not the address it connects to", async () => {
    await using receiver = await startWebhookReceiver({ tls });
    const lookup: LookupFunction = (_, __, callback) => callback(null, [{ address: "127.0.0.1", family: 4 }]);
    const { port } = new URL(receiver.origin);

    expect(await outcome(`https://receiver.test:${port}/`)).toEqual([]);
    expect(await outcome(`https://another.test:${port}/`)).toMatchObject({
      code: "unavailable",
      context: { code: "ERR_TLS_CERT_ALTNAME_INVALID" },
    });
    expect(receiver.requests).toHaveLength(1);

    async function outcome(url: string): Promise<unknown> {
      const connect = guardedConnect({ isAllowed: () => true, timeoutMs: 5_000, lookup, ca: tls.cert });
      const connector = createWebhook(configSchema.parse({ url }), context, connect);
      const [settled] = await Promise.allSettled([connector.write(makeBatch(makeRecords(0, 1)), { signal })]);
      await connector.close();
      return settled.status === "fulfilled" ? settled.value : settled.reason;
    }
  });
});
