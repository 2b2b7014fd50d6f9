import { generatePelotonWorkout, startWebhookReceiver, type WebhookReceiver } from "@musette/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../e2e/eventually.ts";
import { makeHome, startMusette, type Home, type MusetteProcess } from "../e2e/musette-process.ts";
import { verifySignature } from "./verify-signature.ts";

let home: Home;
let receiver: WebhookReceiver;
let musette: MusetteProcess;
let refusals = 1;

beforeAll(async () => {
  home = await makeHome();
  receiver = await startWebhookReceiver({
    answer: (_, response) => void response.writeHead(refusals-- > 0 ? 503 : 200).end(),
  });
  const config = `
server: { host: 127.0.0.1, port: 0 }
developers: [{ dev_id: tester, api_key: test-key }]
journal: { path: ${JSON.stringify(home.file("journal.db"))} }
destinations:
  - name: hook
    type: webhook
    url: "${receiver.origin}/hook"
    secret: [new-secret, old-secret]
    allow_private: true
    batch: { wait: 10ms }
    retry: { first: 10ms, longest: 50ms }
`;
  musette = await startMusette(await home.write("musette.yaml", config));
  const ride = generatePelotonWorkout({ seed: 1, durationSeconds: 60 });
  await musette.post("/ingest/peloton?user_id=m%C3%A9", ride);
});

afterAll(async () => {
  await musette[Symbol.asyncDispose]();
  await receiver[Symbol.asyncDispose]();
  await home[Symbol.asyncDispose]();
});

async function delivery() {
  return await eventually("a delivery that was taken", () => receiver.taken[0]);
}

describe("a delivery", () => {
  it("has Terra's headers", async () => {
    const { headers } = await delivery();
    expect(headers).toMatchObject({
      "content-type": "application/json",
      "hook-type": "WEBHOOK",
      "terra-reference": expect.stringMatching(/^[\w-]{36}$/) as unknown,
      "x-terra-trace-id": expect.stringMatching(/^[\w-]{36}$/) as unknown,
      "x-terra-ordering-timestamp": expect.stringMatching(/^\d{13}$/) as unknown,
    });
    expect(headers["x-terra-signature"]).toBe(headers["terra-signature"]);
    expect(headers["terra-signature"]).toMatch(/^t=\d{10},v1=[0-9a-f]{64},v1=[0-9a-f]{64}$/);
  });

  it.each([
    ["new-secret", { documented: true, positional: true }],
    // While the secret is being changed: one verifier reads the first signature only.
    ["old-secret", { documented: true, positional: false }],
    ["another-secret", { documented: false, positional: false }],
  ])("verified with %s: %o", async (secret, verdict) => {
    const { headers, body } = await delivery();
    const header = String(headers["terra-signature"]);
    const nowSeconds = Date.now() / 1000;
    expect(verifySignature({ header, rawBody: body, secret, nowSeconds })).toEqual(verdict);
  });

  it("is not valid with another body, nor ten minutes later", async () => {
    const { headers, body } = await delivery();
    const header = String(headers["terra-signature"]);
    const secret = "new-secret";
    const nowSeconds = Date.now() / 1000;
    const changed = Buffer.concat([body, Buffer.from(" ")]);
    expect(verifySignature({ header, rawBody: changed, secret, nowSeconds })).toEqual({
      documented: false,
      positional: false,
    });
    const later = verifySignature({ header, rawBody: body, secret, nowSeconds: nowSeconds + 600 });
    expect(later.documented).toBe(false);
  });

  it("that is repeated keeps its ids, its time of origin and its body", async () => {
    const again = await delivery();
    const [first] = receiver.requests;
    expect(receiver.requests).toHaveLength(2);
    for (const name of ["terra-reference", "x-terra-trace-id", "x-terra-ordering-timestamp"]) {
      expect(first?.headers[name]).toBe(again.headers[name]);
    }
    expect(first?.body.equals(again.body)).toBe(true);
  });
});

describe("the verifier", () => {
  // Computed with OpenSSL: printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac secret
  const v1 = "49f24e537407743fa4a0242bb63b94b9a47ee99cbbe071ccd8a22550ae411686";
  const rawBody = Buffer.from('{"a":1}');
  const verify = (header: string) =>
    verifySignature({ header, rawBody, secret: "secret", nowSeconds: 1_700_000_100 });

  it("agrees with a signature made elsewhere", () => {
    expect(verify(`t=1700000000,v1=${v1}`)).toEqual({ documented: true, positional: true });
    expect(verify(`t=1700000000,v1=${v1},v0=abc`)).toEqual({ documented: true, positional: true });
  });

  it("ignores other schemes", () => {
    expect(verify(`t=1700000000,v0=abc,v1=${v1}`)).toEqual({ documented: true, positional: false });
    expect(verify(`t=1700000000,v0=${v1}`).documented).toBe(false);
    expect(verify("").documented).toBe(false);
  });
});
