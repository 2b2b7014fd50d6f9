import { generatePelotonWorkout, startWebhookReceiver } from "@musette/testing";
import { describe, expect, it } from "vitest";
import { eventually } from "../e2e/eventually.ts";
import {
  makeHome,
  runMusette,
  startMusette,
  testConfig,
  warehouseYaml,
  type Home,
  type MusetteProcess,
} from "../e2e/musette-process.ts";
import { startOtlpCollector, type OtlpCollector } from "./otlp-collector.ts";
import type { CollectedSpan } from "./otlp-spans.ts";
import { readSamples } from "./samples.ts";

const workout = (seed: number) => generatePelotonWorkout({ seed });
const userId = "user-that-no-span-may-name";
const ingest = `/ingest/peloton?user_id=${userId}`;
const key = "collector-key-of-the-test";
const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const parentSpanId = "00f067aa0ba902b7";

function telemetryYaml(endpoint: string, more = ""): string {
  return `telemetry: { otlp: { endpoint: "${endpoint}", headers: { x-collector-key: ${key} }${more} } }`;
}

async function startTraced(home: Home, extra: string, destinations?: string): Promise<MusetteProcess> {
  return await startMusette(await home.write("musette.yaml", testConfig(home, destinations, extra)));
}

const named = (spans: readonly CollectedSpan[], name: string) => spans.filter((span) => span.name === name);
const serverSpans = (collector: OtlpCollector) => named(collector.spans(), "POST /ingest/{source}");
const idsOf = ({ traceId, spanId }: Pick<CollectedSpan, "traceId" | "spanId">) => ({ traceId, spanId });

describe("traces, where a collector is configured", () => {
  it("follow a request through the journal, and link every delivery to what it delivers", async () => {
    await using home = await makeHome();
    await using collector = await startOtlpCollector();
    await using refusing = await startWebhookReceiver({
      answer: (_, response) => void response.writeHead(422).end("said-by-the-receiver"),
    });
    const hook = `\n  - { name: hook, type: webhook, url: "${refusing.origin}/", allow_private: true, batch: { wait: 5ms } }`;
    const extra = telemetryYaml(`${collector.endpoint}/`, ", service_name: studio");
    await using musette = await startTraced(home, extra, warehouseYaml(home) + hook);

    const headers = {
      traceparent: `00-${traceId}-${parentSpanId}-01`,
      tracestate: "vendor=opaque",
      "x-request-id": "ride-1",
    };
    expect((await musette.post(ingest, workout(1), headers)).status).toBe(202);
    expect((await musette.post(ingest, workout(2), { traceparent: "00-nonsense" })).status).toBe(202);
    expect((await musette.post(ingest, workout(2))).status).toBe(200);
    expect((await musette.post(ingest, "{")).status).toBe(400);
    expect((await musette.post("/ingest/no-such-source", "{}")).status).toBe(404);
    await eventually("the spans of five requests and of two deliveries", () => {
      const delivered = (name: string) =>
        named(collector.spans(), name).reduce(
          (sum, { attributes }) => sum + Number(attributes["messaging.batch.message_count"]),
          0,
        );
      const all = serverSpans(collector).length === 5 && delivered("deliver warehouse") === 2;
      return all && delivered("deliver hook") >= 2 ? true : undefined;
    });
    const spans = collector.spans();

    const byStatus = serverSpans(collector).map(({ attributes, isError, kind, parentSpanId: parent }) => [
      attributes["http.response.status_code"],
      kind,
      isError,
      attributes["musette.events.accepted"],
      parent === "" ? "root" : parent,
    ]);
    expect(byStatus).toEqual([
      [202, "server", false, 1, parentSpanId],
      [202, "server", false, 1, "root"],
      [200, "server", false, 0, "root"],
      [400, "server", false, 0, "root"],
      [404, "server", false, 0, "root"],
    ]);
    const [first, second] = serverSpans(collector);
    expect(first).toMatchObject({
      traceId,
      traceState: "vendor=opaque",
      attributes: {
        "http.request.method": "POST",
        "http.route": "/ingest/{source}",
        "url.path": "/ingest/peloton",
        "musette.source": "peloton",
        "musette.request.id": "ride-1",
      },
      resource: {
        "service.name": "studio",
        "service.version": "0.1.0",
        "telemetry.sdk.name": "opentelemetry",
      },
    });
    expect(first?.attributes["http.request.body.size"]).toBe(JSON.stringify(workout(1)).length);

    for (const name of ["normalize", "journal append"]) {
      const child = named(spans, name).find((span) => span.traceId === traceId);
      expect(child?.parentSpanId, name).toBe(first?.spanId);
      expect(child?.startNs, name).toBeGreaterThanOrEqual(first?.startNs ?? 0n);
      expect(child?.endNs, name).toBeLessThanOrEqual(first?.endNs ?? 0n);
    }

    const stored = [first, second].flatMap((span) => (span ? [idsOf(span)] : []));
    expect(new Set(stored.map((span) => span.traceId)).size).toBe(2);
    for (const name of ["deliver warehouse", "deliver hook"]) {
      const batches = named(spans, name);
      for (const batch of batches) {
        expect(batch).toMatchObject({ kind: "client", parentSpanId: "" });
        expect(stored.map((span) => span.traceId)).not.toContain(batch.traceId);
        expect(batch.links.length).toBe(batch.attributes["messaging.batch.message_count"]);
      }
      const linked = new Map(batches.flatMap(({ links }) => links.map((link) => [link.spanId, link])));
      expect(linked, name).toEqual(new Map(stored.map((span) => [span.spanId, span])));
    }
    expect(named(spans, "deliver warehouse")[0]).toMatchObject({
      isError: false,
      attributes: { "musette.connector": "sql", "musette.outcome": "delivered", "musette.attempt": 1 },
    });
    expect(named(spans, "deliver hook")[0]).toMatchObject({
      isError: true,
      attributes: { "musette.outcome": "rejected", "error.type": "rejected" },
    });

    for (const { path, headers: sent } of collector.requests) {
      expect([path, sent["content-type"], sent["x-collector-key"]]).toEqual([
        "/v1/traces",
        "application/x-protobuf",
        key,
      ]);
    }
    const everything = Buffer.concat(collector.requests.map(({ body }) => body)).toString("latin1");
    const said = [
      userId,
      key,
      "test-key",
      "tester",
      "said-by-the-receiver",
      "no-such-source",
      refusing.origin,
    ];
    for (const secret of [...said, home.folder, workout(1).workout.id])
      expect(everything).not.toContain(secret);
    expect(musette.output()).not.toContain(key);
  });

  it("sends what is waiting before it ends, and counts it", async () => {
    await using home = await makeHome();
    await using collector = await startOtlpCollector();
    await using musette = await startTraced(home, telemetryYaml(collector.endpoint));
    await musette.post(ingest, workout(1));
    expect(await musette.kill("SIGTERM")).toBe(0);
    expect(serverSpans(collector)).toHaveLength(1);

    await using again = await startTraced(home, telemetryYaml(collector.endpoint));
    await again.post(ingest, workout(2));
    const exported = await eventually("spans in the metrics", async () => {
      const text = await (await fetch(new URL("/metrics", again.url))).text();
      const count = readSamples(text).find(
        ({ name, labels }) => name === "musette_trace_spans_total" && labels["outcome"] === "exported",
      );
      return count !== undefined && count.value >= 4 ? count.value : undefined;
    });
    expect(collector.spans().length).toBeGreaterThanOrEqual(exported);
  });

  it("leaves the choice to the sender, and else sends the given share", async () => {
    await using home = await makeHome();
    await using collector = await startOtlpCollector();
    await using musette = await startTraced(home, telemetryYaml(collector.endpoint, ", sample_ratio: 0"));
    await musette.post(ingest, workout(1));
    await musette.post(ingest, workout(2), { traceparent: `00-${traceId}-${parentSpanId}-00` });
    await musette.post(ingest, workout(3), { traceparent: `00-${traceId}-${parentSpanId}-01` });
    await eventually("the delivery", () => named(collector.spans(), "deliver warehouse")[0]);
    expect(await musette.kill("SIGTERM")).toBe(0);
    expect(serverSpans(collector)).toMatchObject([{ traceId, attributes: { "musette.events.accepted": 1 } }]);
    // A batch is sent because of one of its events, and links to no request that is not.
    for (const { links } of named(collector.spans(), "deliver warehouse")) {
      expect(links).toEqual(serverSpans(collector).map(idsOf));
    }
  });

  it("keep nobody waiting when the collector is away, and the log says so once", async () => {
    await using home = await makeHome();
    await using musette = await startTraced(home, telemetryYaml("http://127.0.0.1:9"));
    for (let seed = 1; seed <= 20; seed++) {
      expect((await musette.post(ingest, workout(seed))).status).toBe(202);
    }
    const line = await eventually(
      "a line of the log",
      () => /.*does not take traces.*/.exec(musette.output())?.[0],
    );
    expect(JSON.parse(line)).toMatchObject({
      level: 40,
      collector: "http://127.0.0.1:9",
      code: "ECONNREFUSED",
      spans: expect.any(Number) as number,
    });
    expect((await musette.post(ingest, workout(21))).status).toBe(202);
    const text = await (await fetch(new URL("/metrics", musette.url))).text();
    expect(text).toMatch(/^musette_trace_spans_total\{outcome="failed"\} [1-9]/m);
    expect(await musette.kill("SIGTERM")).toBe(0);
    expect(musette.output().match(/does not take traces/g)).toHaveLength(1);
    expect(musette.output()).toContain('"msg":"stopped"');
    expect(musette.output()).not.toContain(key);
  });

  it("keep nobody waiting when the collector never answers, nor refuses, nor takes the key", async () => {
    for (const answer of ["never", 401] as const) {
      await using home = await makeHome();
      await using collector = await startOtlpCollector(() => answer);
      await using musette = await startTraced(home, telemetryYaml(collector.endpoint));
      for (let seed = 1; seed <= 20; seed++) {
        expect((await musette.post(ingest, workout(seed))).status).toBe(202);
      }
      await eventually("a post to the collector", () => collector.requests[0]);
      expect((await musette.post(ingest, workout(21))).status).toBe(202);
      expect(await musette.kill("SIGTERM")).toBe(0);
      const told = answer === "never" ? /"msg":"stopped"/ : /"code":401/;
      expect(musette.output()).toMatch(told);
    }
  });
});

describe("the key of the collector", () => {
  it("is masked where the configuration is printed", async () => {
    await using home = await makeHome();
    const file = await home.write(
      "musette.yaml",
      testConfig(home, undefined, telemetryYaml("https://otlp.example.com")),
    );
    const { code, stdout } = await runMusette(["config", "--print", "--config", file]);
    expect(code).toBe(0);
    expect(stdout).toContain("endpoint: https://otlp.example.com");
    expect(stdout).toContain('x-collector-key: "***"');
    expect(stdout).toContain("sample_ratio: 1");
    expect(stdout).not.toContain(key);
  });
});

describe("traces, where no collector is configured", () => {
  it("are not sent, whatever the environment says", async () => {
    await using home = await makeHome();
    await using collector = await startOtlpCollector();
    const file = await home.write("musette.yaml", testConfig(home));
    await using musette = await startMusette(file, {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
      OTEL_TRACES_EXPORTER: "otlp",
    });
    expect((await musette.post(ingest, workout(1))).status).toBe(202);
    expect(await musette.kill("SIGTERM")).toBe(0);
    expect(collector.requests).toEqual([]);
  });
});
