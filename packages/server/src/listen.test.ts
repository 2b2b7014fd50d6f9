import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { listen, type ListenOptions } from "./listen.ts";

/** A server whose `/slow` answers with more than a socket buffers. */
async function start(options: Partial<ListenOptions>) {
  const app = new Hono();
  app.get("/", (context) => context.text("here"));
  app.get("/large", (context) => context.body(new Uint8Array(64 * 1024 * 1024)));
  app.post("/", async (context) => context.text(String((await context.req.arrayBuffer()).byteLength)));
  app.post("/unread", (context) => context.text("who are you", 401));
  app.post("/refused", async (context) => {
    for await (const _ of context.req.raw.body ?? []) break;
    return context.text("no room", 503);
  });
  const listening = await listen(app, { host: "127.0.0.1", port: 0, ...options });
  const sockets: Socket[] = [];
  return {
    /** Opens a connection, writes, and tells when and with what it was closed. */
    async open(text: string, read = true) {
      const socket = connect(Number(new URL(listening.url).port), "127.0.0.1");
      sockets.push(socket);
      const startedMs = performance.now();
      let answer = "";
      socket.on("error", () => undefined);
      if (read) socket.setEncoding("latin1").on("data", (part: string) => (answer += part));
      await once(socket, "connect");
      socket.write(text);
      const closed = once(socket, "close").then(() => ({ answer, afterMs: performance.now() - startedMs }));
      return { socket, closed };
    },
    url: listening.url,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await listening.close({ timeoutMs: 0 });
    },
  };
}

const head = "POST / HTTP/1.1\r\nHost: test\r\n";

describe("listen", () => {
  it.each([
    ["unread", 401],
    ["refused", 503],
  ])(
    "lets a sender finish what has been decided already, and hears it further on: %s",
    async (path, status) => {
      await using server = await start({});
      const { socket, closed } = await server.open(
        `POST /${path} HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n`,
      );
      const part = Buffer.alloc(262_144, "a");
      const chunk = Buffer.concat([Buffer.from("40000\r\n"), part, Buffer.from("\r\n")]);
      for (let sent = 0; sent < 15; sent++) {
        expect(socket.destroyed).toBe(false);
        if (!socket.write(chunk)) await once(socket, "drain");
        await sleep(100);
      }
      socket.write("0\r\n\r\nGET / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
      const { answer } = await closed;
      expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} [^]*HTTP/1.1 200 [^]*here$`));
    },
  );

  it("does not wait for a sender who rests, or who announces more than anybody may send", async () => {
    await using server = await start({});
    const chunked = `POST /refused HTTP/1.1\r\nHost: test\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n`;
    const huge = `POST /unread HTTP/1.1\r\nHost: test\r\nContent-Length: 1000000000\r\n\r\n`;
    const rests = await (await server.open(chunked)).closed;
    expect(rests.answer).toMatch(/^HTTP\/1\.1 503 /);
    expect(rests.afterMs).toBeLessThan(5_000);
    const { socket, closed } = await server.open(huge);
    const dripping = setInterval(() => socket.write("a"), 100);
    const announces = await closed;
    clearInterval(dripping);
    expect(announces.answer).toMatch(/^HTTP\/1\.1 401 /);
    expect(announces.afterMs).toBeLessThan(10_000);
  });

  it("closes a connection whose headers do not come to an end", async () => {
    await using server = await start({ headersTimeoutMs: 300 });
    const { answer, afterMs } = await (await server.open(head)).closed;
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(afterMs).toBeLessThan(3_000);
  });

  it("closes a connection whose body does not come to an end", async () => {
    await using server = await start({ headersTimeoutMs: 300, requestTimeoutMs: 600 });
    const { socket, closed } = await server.open(`${head}Content-Length: 1000\r\n\r\n`);
    const dripping = setInterval(() => socket.write("a"), 50);
    const { answer, afterMs } = await closed;
    clearInterval(dripping);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(afterMs).toBeLessThan(4_000);
  });

  it("closes a connection that rests after its answer", async () => {
    await using server = await start({ keepAliveTimeoutMs: 200 });
    const { answer, afterMs } = await (await server.open("GET / HTTP/1.1\r\nHost: test\r\n\r\n")).closed;
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(afterMs).toBeLessThan(5_000);
  });

  it("closes a connection that stops reading its answer", async () => {
    await using server = await start({ stallTimeoutMs: 300 });
    const { socket, closed } = await server.open("GET /large HTTP/1.1\r\nHost: test\r\n\r\n", false);
    setTimeout(() => socket.resume(), 2_000);
    let bytes = 0;
    socket.on("data", (part: Buffer) => (bytes += part.byteLength)).pause();
    await closed;
    expect(bytes).toBeLessThan(64 * 1024 * 1024);
  });

  it("closes connections beyond the most it has, and takes others when those have gone", async () => {
    await using server = await start({ maxConnections: 2 });
    const first = await server.open(head);
    await server.open(head);
    const { answer } = await (await server.open("GET / HTTP/1.1\r\nHost: test\r\n\r\n")).closed;
    expect(answer).toBe("");
    first.socket.destroy();
    await first.closed;
    expect((await fetch(server.url)).status).toBe(200);
  });
});
