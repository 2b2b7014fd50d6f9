import { createHmac } from "node:crypto";
import { gzipSync } from "node:zlib";
import { generateIfitLog, generatePelotonWorkout } from "@musette/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "./eventually.ts";
import { expectProblem } from "./expect-problem.ts";
import { makeHome, startMusette, testConfig, type Home, type MusetteProcess } from "./musette-process.ts";
import { readAnswer, type IngestAnswer } from "./read-answer.ts";
import { queryWarehouse } from "./warehouse.ts";

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

describe("a payload that is taken", () => {
  it("is answered 202 with id, type, key and revision, and is in the warehouse a moment later", async () => {
    const workout = generatePelotonWorkout({ seed: 11 });
    const response = await musette.post("/ingest/peloton?user_id=me", workout);
    const { events } = await readAnswer(response);
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
    const first = await readAnswer(await musette.post("/ingest/peloton?user_id=me", workout));
    const again = await musette.post("/ingest/peloton?user_id=me", workout);
    expect(again.status).toBe(200);
    const { events } = await readAnswer(again);
    expect(events?.[0]).toEqual({ ...first.events?.[0], duplicate: true });
  });

  it("gets a newer revision of the same key when its content changed", async () => {
    const log = generateIfitLog({ seed: 13, kind: "treadmill" });
    const first = await readAnswer(await musette.post("/ingest/ifit?user_id=me", log));
    const changed = { ...log, summary: { ...log.summary, total_steps: 4_321 } };
    const second = await readAnswer(await musette.post("/ingest/ifit?user_id=me", changed));
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
    const [first, second] = [await readAnswer(await post(16)), await readAnswer(await post(17))];
    const userOf = (answer: IngestAnswer) => answer.events?.[0]?.key.split(":")[1];
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
    const { events, errors } = await readAnswer(response);
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
    expect(await readAnswer(response)).toMatchObject({ events: [], quarantined: true });
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
