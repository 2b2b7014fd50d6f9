import { brotliCompressSync, constants, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAttackedServer, type AttackedServer } from "./attacked-server.ts";

const megabyte = 1024 * 1024;
const zeros = Buffer.alloc(400 * megabyte);
const quickBrotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

let server: AttackedServer;
beforeAll(async () => {
  server = await startAttackedServer();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

describe("a small body that unpacks to 400 MB", () => {
  it.each([
    ["gzip", () => gzipSync(zeros)],
    ["deflate", () => deflateSync(zeros)],
    ["br", () => brotliCompressSync(zeros, quickBrotli)],
    ["zstd", () => zstdCompressSync(zeros)],
  ])("is answered 413 without being unpacked: %s", async (encoding, compress) => {
    const bomb = compress();
    expect(bomb.byteLength).toBeLessThan(megabyte);
    const before = await server.metric("process_resident_memory_bytes");
    for (const path of ["/ingest/peloton?user_id=me", "/ingest/terra"]) {
      const { status } = await server.musette.post(path, bomb, { "content-encoding": encoding });
      expect(status).toBe(413);
    }
    const after = await server.metric("process_resident_memory_bytes");
    expect(after - before).toBeLessThan(150 * megabyte);
  });
});

it("does not unpack twice what was packed twice", async () => {
  const bomb = gzipSync(gzipSync(zeros));
  for (const encoding of ["gzip, gzip", "gzip,identity"]) {
    const { status } = await server.musette.post("/ingest/peloton?user_id=me", bomb, {
      "content-encoding": encoding,
    });
    expect(status).toBe(415);
  }
});

it("expands no entities of an XML file", async () => {
  const names = Array.from({ length: 12 }, (_, index) => `e${index}`);
  const entities = names.map(
    (name, index) => `<!ENTITY ${name} "${index === 0 ? "lol" : `&e${index - 1};`.repeat(10)}">`,
  );
  const text = `<?xml version="1.0"?><!DOCTYPE t [${entities.join("")}<!ENTITY file SYSTEM "file:///etc/passwd">]>
<TrainingCenterDatabase><Activities><Activity Sport="Biking"><Id>&e11;&file;</Id></Activity></Activities></TrainingCenterDatabase>`;
  const form = new FormData();
  form.set("file", new File([text], "ride.tcx"));
  const startedMs = performance.now();
  const response = await fetch(new URL("/ingest/file?user_id=me", server.musette.url), {
    method: "POST",
    headers: { "dev-id": "tester", "x-api-key": "test-key" },
    body: form,
  });
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.status).toBeLessThan(500);
  expect(await response.text()).not.toMatch(/root:|lollol/);
  expect(performance.now() - startedMs).toBeLessThan(5_000);
});
