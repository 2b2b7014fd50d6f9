import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { generatePelotonWorkout } from "@musette/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectProblem } from "./expect-problem.ts";
import {
  makeHome,
  startMusette,
  testConfig,
  testHeaders,
  type Home,
  type MusetteProcess,
} from "./musette-process.ts";
import { readAnswer } from "./read-answer.ts";

const megabyte = 1024 * 1024;
let home: Home;
let musette: MusetteProcess;

beforeAll(async () => {
  home = await makeHome();
  const extra = `sources: { terra: { signing_secret: top-secret }, peloton: {}, ifit: {} }`;
  musette = await startMusette(await home.write("musette.yaml", testConfig(home, undefined, extra)));
});

afterAll(async () => {
  await musette[Symbol.asyncDispose]();
  await home[Symbol.asyncDispose]();
});

describe("a payload that is refused", () => {
  it("gets 400 naming line and column for truncated JSON, without quoting it", async () => {
    const text = JSON.stringify(generatePelotonWorkout({ seed: 31 }));
    const response = await musette.post("/ingest/peloton?user_id=me", text.slice(0, text.length / 2));
    expectProblem(response, 400);
    const { detail } = await readAnswer(response);
    expect(detail).toMatch(/not valid JSON/);
    expect(detail?.length).toBeLessThan(200);
  });

  it("gets 400 for bytes that are not UTF-8, for an empty body and for endless nesting", async () => {
    expectProblem(await musette.post("/ingest/peloton?user_id=me", new Uint8Array([0x22, 0xff, 0x22])), 400);
    expectProblem(await musette.post("/ingest/peloton?user_id=me", ""), 400);
    const nested = `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`;
    expectProblem(
      await musette.post(
        "/ingest/terra",
        `{"type":"activity","user":{"user_id":"u","provider":"X"},"data":[${nested}]}`,
      ),
      400,
    );
  });

  it("gets 401 with a wrong key, a wrong developer and none", async () => {
    const workout = generatePelotonWorkout({ seed: 32 });
    expectProblem(await musette.post("/ingest/peloton?user_id=me", workout, { "x-api-key": "wrong" }), 401);
    expectProblem(await musette.post("/ingest/peloton?user_id=me", workout, { "dev-id": "nobody" }), 401);
    expectProblem(await musette.post("/ingest/peloton?user_id=me", workout, { "x-api-key": "" }), 401);
  });

  it("gets 404 for a source that does not exist", async () => {
    expectProblem(await musette.post("/ingest/garmin?user_id=me", {}), 404);
    expectProblem(await musette.post("/ingest/__proto__?user_id=me", {}), 404);
  });

  it("gets 413 for a 40 MB body, announced or chunked", async () => {
    const large = new Uint8Array(40 * megabyte).fill(0x20);
    const announced = await sendRaw(`content-length: ${large.length}`, undefined);
    expect(announced).toMatch(/^HTTP\/1\.1 413 /);
    const chunked = await fetch(new URL("/ingest/peloton?user_id=me", musette.url), {
      method: "POST",
      headers: testHeaders,
      body: new Blob([large]).stream(),
      duplex: "half",
    });
    expectProblem(chunked, 413);
  });

  it("gets 413 for a gzip bomb, and memory stays flat", async () => {
    const bomb = gzipSync(Buffer.alloc(400 * megabyte));
    const before = await residentBytes();
    const response = await musette.post("/ingest/peloton?user_id=me", bomb, { "content-encoding": "gzip" });
    expectProblem(response, 413);
    expect((await residentBytes()) - before).toBeLessThan(100 * megabyte);
  });

  it("gets 415 for another media type or encoding", async () => {
    expectProblem(
      await musette.post("/ingest/peloton?user_id=me", {}, { "content-type": "text/plain" }),
      415,
    );
    expectProblem(await musette.post("/ingest/peloton?user_id=me", {}, { "content-encoding": "lzma" }), 415);
  });

  it("gets 422 without a user, an id or a start time, and nothing is stored", async () => {
    const before = await journalEvents();
    const { workout, performance_graph } = generatePelotonWorkout({ seed: 33 });
    const { id: _id, ...withoutId } = workout;
    const { start_time: _start, ...withoutStart } = workout;
    expectProblem(await musette.post("/ingest/peloton", { workout, performance_graph }), 422);
    const noId = await musette.post("/ingest/peloton?user_id=me", { workout: withoutId, performance_graph });
    expectProblem(noId, 422);
    expect((await readAnswer(noId)).errors?.[0]?.pointer).toContain("/workout");
    expectProblem(
      await musette.post("/ingest/peloton?user_id=me", { workout: withoutStart, performance_graph }),
      422,
    );
    expect(await journalEvents()).toBe(before);
  });

  it("never gets a 5xx for odd but valid JSON", async () => {
    for (const source of ["peloton", "ifit", "terra"]) {
      for (const odd of [
        null,
        1,
        "text",
        [],
        {},
        [[]],
        [null],
        { workout: null },
        { type: 1, user: 2 },
        { __proto__: 1 },
      ]) {
        const { status } = await musette.post(`/ingest/${source}?user_id=me`, odd);
        expect(status, `${source} ${JSON.stringify(odd)}`).toBeLessThan(500);
      }
    }
  });
});

async function residentBytes(): Promise<number> {
  const text = await (await fetch(new URL("/metrics", musette.url))).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]);
}

async function journalEvents(): Promise<number> {
  const text = await (await fetch(new URL("/metrics", musette.url))).text();
  return Number(/^musette_journal_events (\d+)/m.exec(text)?.[1]);
}

/** Sends a request head by hand, because fetch insists on sending what it announces. */
function sendRaw(header: string, body: Uint8Array | undefined): Promise<string> {
  const { port, hostname } = new URL(musette.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      const lines = ["POST /ingest/peloton?user_id=me HTTP/1.1", "host: test", "connection: close", header];
      const headers = Object.entries(testHeaders).map(([name, value]) => `${name}: ${value}`);
      socket.write(`${[...lines, ...headers].join("\r\n")}\r\n\r\n`);
      if (body !== undefined) socket.write(body);
    });
    let answer = "";
    socket.setEncoding("latin1").on("data", (text: string) => {
      answer += text;
      if (answer.includes("\r\n\r\n")) socket.destroy();
    });
    socket.on("close", () => resolve(answer));
    socket.on("error", reject);
  });
}

it("takes a body as large as the configuration allows, plain and packed", async () => {
  await using place = await makeHome();
  const config = testConfig(place, "  []").replace("max_body: 32MB", "max_body: 200MB");
  await using server = await startMusette(await place.write("musette.yaml", config));
  const body = Buffer.from(`{"pad":"${"a".repeat(150 * megabyte)}"}`);
  // It is no workout, which is found out only when all of it has been read.
  expectProblem(await server.post("/ingest/peloton?user_id=me", body), 422);
  const packed = { "content-encoding": "gzip" };
  expectProblem(await server.post("/ingest/peloton?user_id=me", gzipSync(body), packed), 422);
});
