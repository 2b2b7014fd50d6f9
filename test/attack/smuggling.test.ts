import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testHeaders } from "../e2e/musette-process.ts";
import { startAttackedServer, type AttackedServer } from "./attacked-server.ts";
import { sendRaw, statusesOf } from "./raw-socket.ts";

let server: AttackedServer;
beforeAll(async () => {
  server = await startAttackedServer();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const smuggled = "GET /metrics HTTP/1.1\r\nHost: inside\r\n\r\n";
const chunk = "1\r\nA\r\n0\r\n\r\n";
const honest = ["Host: test", ...Object.entries(testHeaders).map(([name, value]) => `${name}: ${value}`)];

function post(headers: readonly string[], body: string): string {
  return `${["POST /ingest/peloton?user_id=me HTTP/1.1", ...honest, ...headers].join("\r\n")}\r\n\r\n${body}`;
}

/** Requests of which a proxy in front might see one, and a careless server behind it two. */
const shapes: Readonly<Record<string, string>> = {
  "a length and chunks": post(["Content-Length: 6", "Transfer-Encoding: chunked"], `0\r\n\r\n${smuggled}`),
  "chunks and a length": post(["Transfer-Encoding: chunked", "Content-Length: 60"], `${chunk}${smuggled}`),
  "two lengths": post(["Content-Length: 0", `Content-Length: ${smuggled.length}`], smuggled),
  "two lengths in one": post([`Content-Length: 0, ${smuggled.length}`], smuggled),
  "a negative length": post(["Content-Length: -1"], smuggled),
  "a length with a sign": post(["Content-Length: +0"], smuggled),
  "a length in hex": post(["Content-Length: 0x0"], smuggled),
  "a length beyond all numbers": post([`Content-Length: ${"9".repeat(40)}`], smuggled),
  "an unknown coding": post(["Transfer-Encoding: xchunked"], `${chunk}${smuggled}`),
  "chunks that are not last": post(["Transfer-Encoding: chunked, identity"], `${chunk}${smuggled}`),
  "a coding behind a tab": post(["Transfer-Encoding:\x0bchunked"], `${chunk}${smuggled}`),
  "a space before the colon": post(["Transfer-Encoding : chunked"], `${chunk}${smuggled}`),
  "a folded header": post(["X-Folded: a", " Transfer-Encoding: chunked"], smuggled),
  "a null byte in a header": post(["X-Null: a\0b", "Content-Length: 0"], smuggled),
  "a bare carriage return": post(["X-Bare: a\rContent-Length: 0"], smuggled),
  "a bare line feed at a chunk": post(["Transfer-Encoding: chunked"], `1\nA\r\n0\r\n\r\n${smuggled}`),
  "a chunk longer than it says": post(["Transfer-Encoding: chunked"], `1\r\nAAAA\r\n0\r\n\r\n${smuggled}`),
  "a chunk of an absurd size": post(
    ["Transfer-Encoding: chunked"],
    `FFFFFFFFFFFFFFFFF\r\nA\r\n0\r\n\r\n${smuggled}`,
  ),
  "no host": `POST /ingest/peloton HTTP/1.1\r\nContent-Length: 0\r\n\r\n${smuggled}`,
  "an old protocol with chunks": `POST /healthz HTTP/1.0\r\nHost: test\r\nTransfer-Encoding: chunked, gzip\r\n\r\n${smuggled}`,
};

describe("a request whose end is a matter of opinion", () => {
  it.each(Object.entries(shapes))("is refused and nothing behind it is answered: %s", async (_, text) => {
    const answer = await sendRaw(server.musette.url, text);
    const [first, ...others] = statusesOf(answer);
    expect(first).toBe(400);
    expect(others).toEqual([]);
    expect(answer).not.toContain("musette_");
    await server.expectAlive();
  });
});

it("answers two honest requests on one connection with two answers", async () => {
  const answer = await sendRaw(server.musette.url, `${post(["Content-Length: 0"], "")}${smuggled}`);
  expect(statusesOf(answer)).toEqual([400, 200]);
});
