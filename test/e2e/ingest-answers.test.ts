import { createHmac } from "node:crypto";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { generateIfitLog, generatePelotonWorkout } from "@musette/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "./eventually.ts";
import { expectProblem } from "./expect-problem.ts";
import {
  makeHome,
  startMusette,
  testConfig,
  testHeaders,
  type Home,
  type MusetteProcess,
} from "./musette-process.ts";
import { queryWarehouse } from "./warehouse.ts";

interface Answer {
  readonly events?: readonly {
    readonly id: string;
    readonly type: string;
    readonly key: string;
    readonly revision: number;
    readonly duplicate: boolean;
  }[];
  readonly errors?: readonly { readonly item: number; readonly pointer: string; readonly detail: string }[];
  readonly quarantined?: boolean;
  readonly title?: string;
  readonly detail?: string;
  readonly status?: number;
}

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

async function read(response: Response): Promise<Answer> {
  return (await response.json()) as Answer;
}

describe("a payload that is taken", () => {
  it("is answered 202 with id, type, key and revision, and is in the warehouse a moment later", async () => {
    const workout = generatePelotonWorkout({ seed: 11 });
    const response = await musette.post("/ingest/peloton?user_id=me", workout);
    const { events } = await read(response);
    expect(response.status).toBe(202);
    expect(events).toHaveLength(1);
    const [event] = events ?? [];
    expect(event).toMatchObject({ type: "activity", duplicate: false });
    expect(event?.key).toContain("activity:me:PELOTON:");
    expect(event?.revision).toBeGreaterThan(0);
    const row = await eventually(
      "the ride in the warehouse",
      () =>
        queryWarehouse(
          home.file("warehouse.db"),
          `SELECT * FROM terra_activities WHERE event_id = '${event?.id}'`,
        )?.[0],
    );
    expect(row["user_id"]).toBe("me");
    expect(row["provider"]).toBe("PELOTON");
  });

  it("is answered 200 with duplicate: true and the same id and revision when it comes again", async () => {
    const workout = generatePelotonWorkout({ seed: 12 });
    const first = await read(await musette.post("/ingest/peloton?user_id=me", workout));
    const again = await musette.post("/ingest/peloton?user_id=me", workout);
    expect(again.status).toBe(200);
    const { events } = await read(again);
    expect(events?.[0]).toEqual({ ...first.events?.[0], duplicate: true });
  });

  it("gets a newer revision of the same key when its content changed", async () => {
    const log = generateIfitLog({ seed: 13, kind: "treadmill" });
    const first = await read(await musette.post("/ingest/ifit?user_id=me", log));
    const changed = { ...log, summary: { ...log.summary, total_steps: 4_321 } };
    const second = await read(await musette.post("/ingest/ifit?user_id=me", changed));
    expect(second.events?.[0]?.key).toBe(first.events?.[0]?.key);
    expect(second.events?.[0]?.id).not.toBe(first.events?.[0]?.id);
    expect(second.events?.[0]?.revision).toBeGreaterThan(first.events?.[0]?.revision ?? 0);
  });

  it("may be compressed", async () => {
    const body = gzipSync(JSON.stringify(generatePelotonWorkout({ seed: 14 })));
    const response = await musette.post("/ingest/peloton?user_id=me", body, { "content-encoding": "gzip" });
    expect(response.status).toBe(202);
  });

  it("may begin with a byte order mark", async () => {
    const response = await musette.post(
      "/ingest/peloton?user_id=me",
      `\uFEFF${JSON.stringify(generatePelotonWorkout({ seed: 15 }))}`,
    );
    expect(response.status).toBe(202);
  });

  it("belongs to a new user under the developer's reference when the reference is new", async () => {
    const post = (seed: number) =>
      musette.post("/ingest/peloton?reference_id=customer-7", generatePelotonWorkout({ seed }));
    const [first, second] = [await read(await post(16)), await read(await post(17))];
    const userOf = (answer: Answer) => answer.events?.[0]?.key.split(":")[1];
    expect(userOf(first)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
    expect(userOf(second)).toBe(userOf(first));
  });

  it("from Terra is accepted by its signature, without keys", async () => {
    const body = JSON.stringify({
      type: "daily",
      user: { user_id: "terra-user", provider: "FITBIT" },
      data: [
        {
          metadata: {
            start_time: "2026-11-01T00:00:00.000000+01:00",
            end_time: "2026-11-02T00:00:00.000000+01:00",
            upload_type: 1,
          },
        },
      ],
      version: "2022-03-16",
    });
    const stamp = Math.floor(Date.now() / 1000);
    const sign = (secret: string) =>
      `t=${stamp},v1=${createHmac("sha256", secret).update(`${stamp}.${body}`).digest("hex")}`;
    const post = (signature: string) =>
      fetch(new URL("/ingest/terra", musette.url), {
        method: "POST",
        headers: { "content-type": "application/json", "terra-signature": signature },
        body,
      });
    expect((await post(sign("top-secret"))).status).toBe(202);
    expectProblem(await post(sign("another-secret")), 401);
  });
});

describe("a payload that is partly good", () => {
  it("keeps the good items and says which failed", async () => {
    const good = generatePelotonWorkout({ seed: 21 });
    const { id: _, ...withoutId } = generatePelotonWorkout({ seed: 22 }).workout;
    const response = await musette.post("/ingest/peloton?user_id=me", [
      good,
      { workout: withoutId },
      generatePelotonWorkout({ seed: 23 }),
    ]);
    expect(response.status).toBe(202);
    const { events, errors } = await read(response);
    expect(events).toHaveLength(2);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({ item: 1 });
    expect(errors?.[0]?.pointer).toContain("/1");
  });

  it("is kept raw when the vendor changed its shape", async () => {
    const workout = generatePelotonWorkout({ seed: 24 });
    const response = await musette.post("/ingest/peloton?user_id=me", {
      ...workout,
      performance_graph: { ...workout.performance_graph, metrics: "changed" },
    });
    expect(response.status).toBe(202);
    expect(await read(response)).toMatchObject({ events: [], quarantined: true });
  });
});

describe("a payload that is refused", () => {
  it("gets 400 naming line and column for truncated JSON, without quoting it", async () => {
    const text = JSON.stringify(generatePelotonWorkout({ seed: 31 }));
    const response = await musette.post("/ingest/peloton?user_id=me", text.slice(0, text.length / 2));
    expectProblem(response, 400);
    const { detail } = await read(response);
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
    expect((await read(noId)).errors?.[0]?.pointer).toContain("/workout");
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

describe("operations", () => {
  it("answers health, readiness and metrics", async () => {
    expect((await fetch(new URL("/healthz", musette.url))).status).toBe(200);
    const ready = (await (await fetch(new URL("/readyz", musette.url))).json()) as {
      readonly destinations: readonly unknown[];
    };
    expect(ready.destinations).toHaveLength(1);
    const metrics = await (await fetch(new URL("/metrics", musette.url))).text();
    expect(metrics).toMatch(/^musette_events_accepted_total\{source="peloton"\} [1-9]/m);
    expect(metrics).toMatch(/^musette_delivery_lag_events\{destination="warehouse"\} \d+/m);
  });

  it("writes neither keys nor payloads to its log", () => {
    expect(musette.output()).not.toContain("test-key");
    expect(musette.output()).not.toContain("top-secret");
    expect(musette.output()).not.toContain("performance_graph");
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
