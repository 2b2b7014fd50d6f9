import { isPublicAddress } from "@musette/core";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo, LookupFunction } from "node:net";
import { makeBatch, makeRecords, startWebhookReceiver } from "@musette/testing";
import { Agent } from "undici";
import { describe, expect, it } from "vitest";
import { guardedConnect } from "./guard.ts";
import webhook from "./index.ts";

const { signal } = new AbortController();

/** Answers each question with the next of these lists of addresses. */
function resolver(...answers: readonly (readonly string[])[]) {
  const asked: string[] = [];
  const lookup: LookupFunction = (name, _, callback) => {
    const addresses = answers[asked.length] ?? [];
    asked.push(name);
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };
  return { asked, lookup };
}

async function get(origin: string, isAllowed: (address: string) => boolean, lookup: LookupFunction) {
  const agent = new Agent({ connect: guardedConnect({ isAllowed, timeoutMs: 5_000, lookup }) });
  try {
    const { body } = await agent.request({ origin, path: "/", method: "GET" });
    return await body.text();
  } finally {
    await agent.close();
  }
}

describe("a webhook without allow_private", () => {
  it.each([
    "http://127.0.0.1",
    "http://2130706433",
    "http://0x7f.1",
    "http://0177.0.0.1",
    "http://127.1",
    "http://0",
    "http://[::1]",
    "http://[::]",
    "http://[::ffff:127.0.0.1]",
    "http://[::ffff:7f00:1]",
    "http://[64:ff9b::7f00:1]",
    "http://169.254.169.254",
    "http://localhost",
    "http://LOCALHOST",
    "https://127.0.0.1",
    "https://localhost",
  ])("does not reach %s", async (place) => {
    await using receiver = await startWebhookReceiver();
    const { port } = new URL(receiver.origin);
    const connector = webhook.open(webhook.config.parse({ url: `${place}:${port}/` }), {
      name: "hook",
      log: () => undefined,
      now: () => Date.now(),
    });
    const refused = {
      code: "unauthorized",
      message: expect.stringContaining("allow_private: true") as unknown,
    };
    await expect(connector.write(makeBatch(makeRecords(0, 1)), { signal })).rejects.toMatchObject(refused);
    await expect(connector.check({ signal })).rejects.toMatchObject(refused);
    await connector.close();
    expect(receiver.requests).toEqual([]);
  });
});

describe("the guard", () => {
  it("is not misled by a trailing dot", async () => {
    const { asked, lookup } = resolver(["127.0.0.1"]);
    await expect(get("http://localhost.:9", isPublicAddress, lookup)).rejects.toMatchObject({
      code: "unauthorized",
    });
    expect(asked).toEqual(["localhost."]);
  });

  it.each([
    ["a private address", ["10.0.0.7"]],
    ["a mapped loopback address", ["::ffff:127.0.0.1"]],
    ["a private address among public ones", ["8.8.8.8", "192.168.0.1"]],
  ])("refuses a name that resolves to %s", async (_, addresses) => {
    const { lookup } = resolver(addresses);
    await expect(get("http://receiver.test:9", isPublicAddress, lookup)).rejects.toMatchObject({
      code: "unauthorized",
    });
  });

  it("takes a name without addresses as one that does not exist", async () => {
    const { lookup } = resolver([]);
    await expect(get("http://receiver.test:9", isPublicAddress, lookup)).rejects.toMatchObject({
      code: "ENOTFOUND",
    });
  });

  it("connects to the address it judged, and judges again for the next connection", async () => {
    // 127.0.0.1 plays the public address, 127.0.0.2 the private one behind the same name.
    const isAllowed = (address: string) => address === "127.0.0.1";
    const { asked, lookup } = resolver(["127.0.0.1"], ["127.0.0.2"]);
    const server = createServer((request, response) => response.end(request.socket.localAddress));
    server.listen(0, "0.0.0.0");
    await once(server, "listening");
    const origin = `http://receiver.test:${(server.address() as AddressInfo).port}`;

    expect(await get(origin, isAllowed, lookup)).toBe("127.0.0.1");
    expect(asked).toEqual(["receiver.test"]);
    await expect(get(origin, isAllowed, lookup)).rejects.toMatchObject({ code: "unauthorized" });
    expect(asked).toEqual(["receiver.test", "receiver.test"]);

    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
});
