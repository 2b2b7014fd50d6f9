import { Hono } from "hono";
import { expect, it } from "vitest";
import { listen } from "../listen.ts";
import { requestIdOf } from "./request-id.ts";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const newId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function answeredId(headers: Readonly<Record<string, string>>): Promise<string | null> {
  const app = new Hono();
  app.get("/", (context) => context.text(requestIdOf(context)));
  const server = await listen(app, { host: "127.0.0.1", port: 0 });
  try {
    const response = await fetch(server.url, { headers });
    const id = response.headers.get("x-request-id");
    expect(await response.text()).toBe(id);
    return id;
  } finally {
    await server.close({ timeoutMs: 0 });
  }
}

it("takes the sender's x-request-id, else its trace id, else makes one", async () => {
  const traceparent = `00-${traceId}-00f067aa0ba902b7-01`;
  expect(await answeredId({ "x-request-id": "order-17:a.b_c" })).toBe("order-17:a.b_c");
  expect(await answeredId({ "x-request-id": "order-17", traceparent })).toBe("order-17");
  expect(await answeredId({ traceparent })).toBe(traceId);
  expect(await answeredId({})).toMatch(newId);
});

it.each([
  ["too long", { "x-request-id": "a".repeat(65) }],
  ["with a space", { "x-request-id": "a b" }],
  ["with a quote", { "x-request-id": 'a"b' }],
  ["empty", { "x-request-id": "" }],
  ["of no trace", { traceparent: `00-${"0".repeat(32)}-00f067aa0ba902b7-01` }],
  ["of no span", { traceparent: `00-${traceId}-${"0".repeat(16)}-01` }],
  ["of a version that must not be", { traceparent: `ff-${traceId}-00f067aa0ba902b7-01` }],
  ["in capitals", { traceparent: `00-${traceId.toUpperCase()}-00f067aa0ba902b7-01` }],
])("makes its own in place of one that is %s", async (_, headers) => {
  expect(await answeredId(headers)).toMatch(newId);
});
