import { startWebhookReceiver } from "@musette/testing";
import { startFauxqs } from "fauxqs";
import { describe, expect, it } from "vitest";
import { startGcsServer } from "../../packages/testing/src/servers/gcs/start-gcs-server.ts";
import { eventually } from "./eventually.ts";
import { makeHome, runMusette, startMusette, testConfig } from "./musette-process.ts";

const bucket = "large-events";
const user = { user_id: "ada", provider: "PELOTON" };

/** A body as Terra sends it, with so many heart rate samples of about 80 bytes. */
function ride(summaryId: string, samples: number) {
  const startMs = Date.UTC(2026, 2, 12, 6);
  const hr_samples = Array.from({ length: samples }, (_, second) => ({
    timestamp: new Date(startMs + second * 1_000).toISOString(),
    bpm: 100 + (second % 60),
    timer_duration_seconds: second,
  }));
  const metadata = {
    summary_id: summaryId,
    // Their own, for Terra's layout names objects after it.
    start_time: `2026-03-12T06:00:00.00000${summaryId.length}+00:00`,
    end_time: "2026-03-12T09:00:00.000000+00:00",
    type: 18,
    upload_type: 1,
  };
  const data = [{ metadata, heart_rate_data: { detailed: { hr_samples } } }];
  return { type: "activity", user, data, version: "2022-03-16" };
}

interface Pointer {
  readonly type: string;
  readonly metadata: unknown;
  readonly claim_check: { readonly url: string; readonly id: string; readonly bytes: number };
}

/** Google's JSON API without its client: what a consumer would do with a pointer. */
async function readObject(origin: string, gsUrl: string): Promise<string> {
  const path = encodeURIComponent(gsUrl.slice(`gs://${bucket}/`.length));
  const answer = await fetch(`${origin}/storage/v1/b/${bucket}/o/${path}?alt=media`);
  expect(answer.status).toBe(200);
  return await answer.text();
}

async function listObjects(origin: string): Promise<readonly string[]> {
  const answer = await fetch(`${origin}/storage/v1/b/${bucket}/o`);
  const { items } = (await answer.json()) as { readonly items: readonly { readonly name: string }[] };
  return items.map(({ name }) => name);
}

async function makeBucket(origin: string): Promise<void> {
  const body = JSON.stringify({ name: bucket });
  const answer = await fetch(`${origin}/storage/v1/b?project=e2e`, { method: "POST", body });
  expect(answer.status).toBe(200);
}

describe("an event that is too large for its destination", () => {
  it("is left in the bucket when a receiver answers 413, and a pointer is posted", async () => {
    await using home = await makeHome();
    await using store = await startGcsServer({ port: 0 });
    await makeBucket(store.url);
    await using receiver = await startWebhookReceiver({
      answer: ({ body }, response) => void response.writeHead(body.length > 100_000 ? 413 : 200).end(),
    });
    const destinations = `
  - { name: lake, type: gcs, bucket: ${bucket}, endpoint: "${store.url}", batch: { wait: 20ms } }
  - name: app
    type: webhook
    url: "${receiver.origin}/hook"
    allow_private: true
    batch: { wait: 20ms }
    claim_check: { destination: lake }
`;
    await using musette = await startMusette(
      await home.write("musette.yaml", testConfig(home, destinations)),
    );
    const [small, large] = [ride("s", 10), ride("large", 4_000)];
    for (const body of [small, large]) expect((await musette.post("/ingest/terra", body)).status).toBe(202);

    await eventually("both deliveries", () => (receiver.taken.length >= 2 ? true : undefined));
    const bodies = receiver.taken.map(({ body }) => JSON.parse(body.toString()) as Pointer);
    expect(bodies.find((body) => body.claim_check === undefined)).toMatchObject(small);
    const pointer = bodies.find((body) => body.claim_check !== undefined);
    const { start_time, end_time } = large.data[0]!.metadata;
    expect(pointer).toMatchObject({
      type: "activity",
      user,
      metadata: { summary_id: "large", start_time, end_time },
      claim_check: { destination: "lake", content_type: "application/json" },
    });
    const { url = "", bytes } = pointer?.claim_check ?? {};
    const text = await readObject(store.url, url);
    expect(Buffer.byteLength(text)).toBe(bytes);
    expect(JSON.parse(text)).toMatchObject(large);
    // The lake's own copy is the same object.
    await eventually("the lake's own copies", async () =>
      (await listObjects(store.url)).length >= 2 ? true : undefined,
    );
    expect(await listObjects(store.url)).toHaveLength(2);
    expect(receiver.taken.map(({ headers }) => headers["terra-reference"])).toContain(
      pointer?.claim_check.id,
    );
  });

  it("waits for a bucket that cannot be reached, through a kill, while its queue takes what fits", async () => {
    await using home = await makeHome();
    const queue = await startFauxqs({ port: 0, host: "127.0.0.1", logger: false });
    const { url: storeUrl, ...gone } = await startGcsServer({ port: 0 });
    await gone[Symbol.asyncDispose]();
    queue.createQueue("events");
    const destinations = `
  # Takes nothing of its own: there is no such type of event.
  - { name: vault, type: gcs, bucket: ${bucket}, endpoint: "${storeUrl}", only: { types: [claim_check] } }
  - name: jobs
    type: sqs
    queue_url: "${queue.address}/000000000000/events"
    region: us-east-1
    endpoint: "${queue.address}"
    access_key_id: AKID
    secret_access_key: test
    batch: { wait: 20ms }
    retry: { first: 100ms, longest: 500ms }
    claim_check: { destination: vault }
`;
    const messages = () => queue.inspectQueue("events")?.messages.ready.map(({ body }) => body) ?? [];
    const configFile = await home.write("musette.yaml", testConfig(home, destinations));
    const large = ride("large", 16_000);
    expect(JSON.stringify(large).length).toBeGreaterThan(1_048_576);
    try {
      const before = await startMusette(configFile);
      for (const body of [large, ride("s", 10)]) {
        expect((await before.post("/ingest/terra", body)).status).toBe(202);
      }
      await eventually("what fits", () => (messages().length > 0 ? true : undefined));
      const { stdout } = await eventually("the retry", async () => {
        const result = await runMusette(["destinations", "--config", configFile, "--json"]);
        return /"retries": 1/.test(result.stdout) ? result : undefined;
      });
      expect(JSON.parse(stdout)).toMatchObject({
        destinations: [
          { name: "vault", status: "healthy" },
          { name: "jobs", status: "healthy", retries: 1, deadLetters: 0 },
        ],
      });
      await before.kill("SIGKILL");

      await using store = await startGcsServer({ port: Number(new URL(storeUrl).port) });
      await makeBucket(store.url);
      await using _after = await startMusette(configFile);
      await eventually("the pointer", () => (messages().length > 1 ? true : undefined));
      const pointer = JSON.parse(messages()[1] ?? "") as Pointer;
      expect(JSON.parse(await readObject(store.url, pointer.claim_check.url))).toMatchObject(large);
      expect(await listObjects(store.url)).toHaveLength(1);
      expect(messages()).toHaveLength(2);
    } finally {
      await queue.stop();
    }
  });
});
