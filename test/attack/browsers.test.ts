import { afterAll, beforeAll, expect, it } from "vitest";
import { startAttackedServer, type AttackedServer } from "./attacked-server.ts";

let server: AttackedServer;
beforeAll(async () => {
  server = await startAttackedServer();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const pages = ["/connect/nothing", "/connect/a/b/c", "/connect/%3Cscript%3Ealert(1)%3C/script%3E"];
const others = [
  "/",
  "/healthz",
  "/readyz",
  "/metrics",
  "/v2/user",
  "/nothing/%3Cscript%3E",
  "/ingest/x",
  "/admin",
];

it.each([...pages, ...others])("takes browsers no further than it says: %s", async (path) => {
  const response = await fetch(new URL(path, server.musette.url));
  const { headers } = response;
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("access-control-allow-origin")).toBeNull();
  expect(await response.text()).not.toContain("<script>alert");
});

it.each(pages)("lets a page run nothing, be framed nowhere and be kept nowhere: %s", async (path) => {
  const { headers } = await fetch(new URL(path, server.musette.url));
  expect(headers.get("content-type")).toMatch(/^text\/html/);
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|\*/);
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  expect(headers.get("cache-control")).toBe("no-store");
});

it.each(others)("answers with no page that has no policy: %s", async (path) => {
  const { headers } = await fetch(new URL(path, server.musette.url));
  const type = headers.get("content-type") ?? "";
  expect(type.startsWith("text/html") && !headers.has("content-security-policy")).toBe(false);
});
