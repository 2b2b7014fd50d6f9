import { brotliCompressSync, constants, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testHeaders } from "../e2e/musette-process.ts";
import { residentBytes } from "../prove/resident-bytes.ts";
import { watchMemory } from "../prove/watch-memory.ts";
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

describe("more bodies at once than there is memory for", () => {
  const text = Buffer.from(`{"workout":"${"a".repeat(30 * megabyte)}"}`);
  const packed = gzipSync(text);
  const many = 60;
  const mostGrowth = 500 * megabyte;

  /** Posts all at once, and returns the statuses, and by how much the server grew meanwhile. */
  async function postAtOnce(send: () => Promise<number>) {
    const pid = server.musette.child.pid ?? 0;
    const before = await residentBytes(pid);
    using watching = watchMemory(() => pid);
    const statuses = await Promise.all(Array.from({ length: many }, send));
    return { statuses: new Set(statuses), grown: watching.peakBytes() - before };
  }

  it.each([
    ["packed", { "content-encoding": "gzip" }, () => packed],
    ["of a length that is not announced", {}, () => new ReadableStream({ pull: fill })],
  ] as const)("are put off with 503: %s", { timeout: 60_000 }, async (_, headers, body) => {
    const url = new URL("/ingest/peloton?user_id=me", server.musette.url);
    const { statuses, grown } = await postAtOnce(async () => {
      const init = {
        method: "POST",
        headers: { ...testHeaders, ...headers },
        body: body(),
        duplex: "half",
      } as const;
      const response = await fetch(url, init);
      await response.body?.cancel();
      return response.status;
    });
    expect(statuses).toEqual(new Set([422, 503]));
    expect(grown).toBeLessThan(mostGrowth);
    await server.expectAlive();
  });

  const left = new WeakMap<ReadableStreamDefaultController, number>();
  function fill(controller: ReadableStreamDefaultController<Uint8Array>): void {
    const from = left.get(controller) ?? 0;
    if (from >= text.byteLength) controller.close();
    else controller.enqueue(text.subarray(from, from + megabyte));
    left.set(controller, from + megabyte);
  }
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
