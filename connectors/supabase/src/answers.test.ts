import { makeBatch, makeRecord, startWebhookReceiver } from "@musette/testing";
import type { ReceiverOptions } from "@musette/testing";
import { expect, test } from "vitest";
import { supabaseConnector } from "./index.ts";

const { signal } = new AbortController();
const batch = makeBatch([makeRecord({ item: 1 })]);

/** Writes to a server that answers so, and returns what comes of it and what it was sent. */
async function writeTo(answer: NonNullable<ReceiverOptions["answer"]>, more: object = {}) {
  await using server = await startWebhookReceiver({ answer });
  const config = supabaseConnector.config.parse({
    url: server.origin,
    service_key: "sb_secret_abc",
    ...more,
  });
  const connector = supabaseConnector.open(config, { name: "health", log: () => undefined, now: () => 0 });
  const outcome: unknown = await connector.write(batch, { signal }).catch((error: unknown) => error);
  return { outcome, requests: server.requests };
}

test("sends the key in both headers, the schema, and one request for a batch", async () => {
  const { outcome, requests } = await writeTo((_, response) => void response.writeHead(200).end("1"), {
    schema: "health",
  });
  expect(outcome).toEqual([]);
  expect(requests).toMatchObject([
    {
      method: "POST",
      path: "/rest/v1/rpc/musette_write",
      headers: {
        apikey: "sb_secret_abc",
        authorization: "Bearer sb_secret_abc",
        "content-profile": "health",
      },
    },
  ]);
});

test.each([
  // postgrest-js takes this one for a success without content.
  [404, {}, "", "not_found"],
  [404, {}, "[]", "not_found"],
  [200, {}, "<html>", "not_found"],
  [200, {}, '{"ok":true}', "not_found"],
  [200, {}, "0", "not_found"],
  [204, {}, "", "not_found"],
  [301, { location: "http://127.0.0.1:9/" }, "", "not_found"],
  [401, {}, '{"message":"Invalid API key"}', "unauthorized"],
  [413, {}, "<html>", "too_large"],
  [429, { "retry-after": "7" }, '{"message":"Too many requests"}', "throttled"],
  [503, { "retry-after": "7" }, "upstream connect error", "unavailable"],
  [540, {}, '{"message":"Project paused"}', "unavailable"],
])("HTTP %i %j with the body %j is %s", async (status, headers, body, code) => {
  const { outcome, requests } = await writeTo(
    (_, response) => void response.writeHead(status, headers).end(body),
  );
  const retryAfterMs = "retry-after" in headers ? 7_000 : undefined;
  expect(outcome).toMatchObject({ code, retryAfterMs });
  // Neither the client nor the connector tries again on its own.
  expect(requests).toHaveLength(1);
});

test("a connection that breaks is unavailable", async () => {
  const { outcome } = await writeTo((_, response) => void response.destroy());
  expect(outcome).toMatchObject({ code: "unavailable", context: { status: 0 } });
});

test("takes what Storage asks to wait for", async () => {
  const { outcome } = await writeTo(
    (_, response) =>
      void response.writeHead(429, { "retry-after": "3" }).end('{"code":"SlowDown","message":"Slow down"}'),
    { bucket: "payloads" },
  );
  expect(outcome).toMatchObject({ code: "throttled", retryAfterMs: 3_000 });
});
