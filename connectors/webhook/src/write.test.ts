import type { ServerResponse } from "node:http";
import { createHmac } from "node:crypto";
import { terraBody } from "@musette/core";
import { makeBatch, makeRecord, makeRecords, startWebhookReceiver } from "@musette/testing";
import type { ReceivedRequest } from "@musette/testing";
import { describe, expect, it } from "vitest";
import webhook from "./index.ts";

const nowMs = Date.UTC(2026, 10, 21, 10, 0, 0);
const { signal } = new AbortController();

function open(url: string, keys: Readonly<Record<string, unknown>> = {}) {
  const context = { name: "hook", log: () => undefined, now: () => nowMs };
  return webhook.open(webhook.config.parse({ url, allow_private: true, ...keys }), context);
}

/** Posts records to a receiver that answers so, and returns what came of it. */
async function deliver(
  answer: (request: ReceivedRequest, response: ServerResponse) => void,
  { count = 1, ...keys }: Readonly<Record<string, unknown>> & { readonly count?: number } = {},
) {
  await using receiver = await startWebhookReceiver({ answer });
  const connector = open(`${receiver.origin}/events`, keys);
  const [outcome] = await Promise.allSettled([connector.write(makeBatch(makeRecords(0, count)), { signal })]);
  await connector.close();
  return { outcome, requests: receiver.requests };
}

describe("a webhook sends", () => {
  it("Terra's body and headers, with an id that is the same on a retry", async () => {
    await using receiver = await startWebhookReceiver();
    const made = makeRecord({ item: 1, revision: 1_790_000_000_123, value: "12345678901234567890" });
    const json = { contentType: "application/json", extension: "json" };
    const record = { ...made, encode: () => ({ bytes: Buffer.from(terraBody(made)), ...json }) };
    const keys = { secret: "s3cret", headers: { Authorization: "Bearer of-mine" } };
    const connector = open(`${receiver.origin}/events?team=a%20b`, keys);
    await connector.write(makeBatch([record]), { signal });
    await connector.write(makeBatch([record]), { signal });
    await connector.close();

    const [first, again] = receiver.requests;
    expect(first?.body.toString()).toBe(
      `{"type":"activity","user":${JSON.stringify(record.user)},"data":[${record.json()}],"version":"2022-03-16"}`,
    );
    const t = nowMs / 1000;
    const v1 = createHmac("sha256", "s3cret")
      .update(`${t}.`)
      .update(first?.body ?? "")
      .digest("hex");
    expect(first).toMatchObject({
      method: "POST",
      path: "/events?team=a%20b",
      headers: {
        authorization: "Bearer of-mine",
        "content-type": "application/json",
        "user-agent": "musette",
        "hook-type": "WEBHOOK",
        "terra-signature": `t=${t},v1=${v1}`,
        "x-terra-signature": `t=${t},v1=${v1}`,
        "terra-reference": record.id,
        "x-terra-trace-id": record.id,
        "x-terra-ordering-timestamp": "1790000000123",
        "webhook-id": record.id,
        "webhook-timestamp": String(t),
      },
    });
    expect(again).toEqual(first);
  });

  it("other formats under their content type, signed as they are", async () => {
    await using receiver = await startWebhookReceiver();
    const bytes = Buffer.from('{"resourceType":"Bundle"}');
    const encoded = { bytes, contentType: "application/fhir+json", extension: "fhir.json" };
    const connector = open(receiver.origin, { secret: "s3cret" });
    await connector.write(makeBatch([{ ...makeRecord({ item: 1 }), encode: () => encoded }]), { signal });
    await connector.close();

    const t = nowMs / 1000;
    const v1 = createHmac("sha256", "s3cret").update(`${t}.`).update(bytes).digest("hex");
    expect(receiver.requests).toMatchObject([
      {
        body: bytes,
        headers: { "content-type": "application/fhir+json", "terra-signature": `t=${t},v1=${v1}` },
      },
    ]);
  });

  it("one request per event, eight at a time", async () => {
    let open = 0;
    let most = 0;
    const waiting: ServerResponse[] = [];
    const { outcome, requests } = await deliver(
      (_, response) => {
        open += 1;
        most = Math.max(most, open);
        waiting.push(response);
        if (waiting.length < 8) return;
        for (const held of waiting.splice(0)) {
          open -= 1;
          held.writeHead(204).end();
        }
      },
      { count: 48 },
    );
    expect(outcome).toMatchObject({ status: "fulfilled", value: [] });
    expect(new Set(requests.map(({ headers }) => headers["x-terra-trace-id"])).size).toBe(48);
    expect(most).toBe(8);
  });
});

describe("a webhook reports", () => {
  it.each([
    [413, "too_large"],
    [422, "rejected"],
    [500, "unavailable"],
  ])("a %i for the event that got it", async (status, code) => {
    const bad = makeRecords(0, 5)[2]?.id;
    const { outcome, requests } = await deliver(
      ({ headers }, response) => response.writeHead(headers["x-terra-trace-id"] === bad ? status : 200).end(),
      { count: 5 },
    );
    expect(outcome).toMatchObject({ status: "fulfilled", value: [{ id: bad, code }] });
    expect(requests).toHaveLength(5);
  });

  it.each([
    ["120", 120_000],
    [new Date(nowMs + 45_000).toUTCString(), 45_000],
  ])("a 429 with Retry-After: %s as throttled, for the whole batch", async (value, retryAfterMs) => {
    const { outcome, requests } = await deliver(
      (_, response) => response.writeHead(429, { "retry-after": value }).end(),
      { count: 50 },
    );
    expect(outcome).toMatchObject({ reason: { code: "throttled", retryAfterMs } });
    expect(requests.length, "asked on after being told to wait").toBeLessThanOrEqual(8);
  });

  it("a 503 with Retry-After as unavailable", async () => {
    const { outcome } = await deliver((_, response) => response.writeHead(503, { "retry-after": "7" }).end());
    expect(outcome).toMatchObject({ reason: { code: "unavailable", retryAfterMs: 7_000 } });
  });

  it("which events were delivered before the receiver went away", async () => {
    let left = 3;
    const { outcome } = await deliver(
      (_, response) => {
        left -= 1;
        if (left < 0) response.destroy();
        else response.writeHead(200).end();
      },
      { count: 10 },
    );
    const failures = outcome?.status === "fulfilled" ? outcome.value : [];
    expect(failures).toHaveLength(7);
    expect(new Set(failures.map(({ code }) => code))).toEqual(new Set(["unavailable"]));
  });

  it("slow headers as a timeout", async () => {
    const { outcome } = await deliver(() => undefined, { timeout: "150ms" });
    expect(outcome).toMatchObject({ reason: { code: "timeout" } });
  });

  it("a connection reset as unavailable", async () => {
    const { outcome } = await deliver((_, response) => response.socket?.resetAndDestroy());
    expect(outcome).toMatchObject({ reason: { code: "unavailable" } });
  });

  it("a name that does not exist as unavailable", async () => {
    const connector = open("http://receiver.invalid/");
    await expect(connector.write(makeBatch(makeRecords(0, 1)), { signal })).rejects.toMatchObject({
      code: "unavailable",
    });
    await connector.close();
  });
});

describe("a webhook does not mind", () => {
  it("a body that never ends, once the status has said 2xx", async () => {
    const { outcome } = await deliver((_, response) => void response.writeHead(200).write("and then"), {
      timeout: "30s",
    });
    expect(outcome).toMatchObject({ status: "fulfilled", value: [] });
  });

  it("a body without measure", async () => {
    const chunk = Buffer.alloc(64 * 1024);
    let sentBytes = 0;
    const { outcome } = await deliver((_, response) => {
      response.writeHead(200);
      const pour = () => {
        while (!response.destroyed && response.write(chunk)) sentBytes += chunk.length;
      };
      response.on("drain", pour);
      pour();
    });
    expect(outcome).toMatchObject({ status: "fulfilled", value: [] });
    // What fits into the buffers of both sockets, but no more than that.
    expect(sentBytes).toBeLessThan(32 * 1024 * 1024);
  });
});

describe("the check of a webhook", () => {
  it.each([200, 401, 404, 405, 500])(
    "is content with an answer of %i, and sends no event",
    async (status) => {
      await using receiver = await startWebhookReceiver({
        answer: (_, response) => void response.writeHead(status).end(),
      });
      const connector = open(`${receiver.origin}/events`, { secret: "s3cret", headers: { "x-key": "k3y" } });
      await connector.check({ signal });
      await connector.close();
      expect(receiver.requests.map(({ method }) => method)).toEqual(["HEAD"]);
      expect(JSON.stringify(receiver.requests)).not.toMatch(/s3cret|k3y/);
    },
  );

  it("times out like a delivery", async () => {
    await using receiver = await startWebhookReceiver({ answer: () => undefined });
    const connector = open(receiver.origin, { timeout: "150ms" });
    await expect(connector.check({ signal })).rejects.toMatchObject({ code: "timeout" });
    await connector.close();
  });
});
