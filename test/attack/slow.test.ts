import { connect } from "node:net";
import { expect, it } from "vitest";
import { startAttackedServer } from "./attacked-server.ts";
import { sendRaw, statusesOf } from "./raw-socket.ts";

it("refuses headers that are too large or too many, and serves on", async () => {
  await using server = await startAttackedServer();
  const { url } = server.musette;
  const request = (headers: string, target = "/healthz") =>
    `GET ${target} HTTP/1.1\r\nHost: test\r\n${headers}\r\n`;
  const many = Array.from({ length: 5_000 }, (_, index) => `x-${index}: y\r\n`).join("");
  expect(statusesOf(await sendRaw(url, request(`x-large: ${"a".repeat(20_000)}\r\n`)))).toEqual([431]);
  expect(statusesOf(await sendRaw(url, request(many)))).toEqual([431]);
  expect(statusesOf(await sendRaw(url, request("", `/${"a".repeat(20_000)}`)))).toEqual([431]);
  await server.expectAlive();
});

it(
  "lets go of 200 connections that send a header now and then, and answers others meanwhile",
  { timeout: 60_000 },
  async () => {
    await using server = await startAttackedServer();
    const { hostname, port } = new URL(server.musette.url);
    const started = Date.now();
    const closed = Array.from({ length: 200 }, async () => {
      const socket = connect(Number(port), hostname);
      socket.on("error", () => undefined).resume();
      socket.write("POST /ingest/peloton HTTP/1.1\r\nHost: test\r\n");
      const dripping = setInterval(() => socket.write("x-drip: a\r\n"), 1_000);
      // Not events.once(): it rejects at an error, and a server may let go by a reset.
      await new Promise((resolve) => socket.once("close", resolve));
      clearInterval(dripping);
    });
    await server.expectAlive();
    await Promise.all(closed);
    // The limit is 15 s, looked at every 5 s.
    expect(Date.now() - started).toBeLessThan(25_000);
    await server.expectAlive();
  },
);
