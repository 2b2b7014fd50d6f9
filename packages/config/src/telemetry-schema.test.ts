import { describe, expect, it } from "vitest";
import { developers, load, problems } from "./load-fixture.ts";

const otlp = (keys: string) => `${developers}telemetry: { otlp: { ${keys} } }\n`;

describe("telemetry", () => {
  it("is off when it is left out", async () => {
    expect((await load(developers)).telemetry).toBeNull();
  });

  it("takes a collector's address, and what is sent with it", async () => {
    expect((await load(otlp("endpoint: http://localhost:4318"))).telemetry).toEqual({
      otlp: { url: "http://localhost:4318/v1/traces", headers: {}, sampleRatio: 1, serviceName: "musette" },
    });
    const all = otlp(
      'endpoint: "https://x.example/otlp", headers: { Authorization: "Bearer a b" }, sample_ratio: 0.25, service_name: studio',
    );
    expect((await load(all)).telemetry).toEqual({
      otlp: {
        url: "https://x.example/otlp/v1/traces",
        headers: { Authorization: "Bearer a b" },
        sampleRatio: 0.25,
        serviceName: "studio",
      },
    });
  });

  it.each([
    ["http://c:4318/", "http://c:4318/v1/traces"],
    ["http://c:4318/v1/traces", "http://c:4318/v1/traces"],
    ["https://c/otlp/v1/traces/", "https://c/otlp/v1/traces"],
    ["https://c/otlp?region=eu", "https://c/otlp/v1/traces?region=eu"],
  ])("posts to the path of traces below %s, once", async (endpoint, url) => {
    expect((await load(otlp(`endpoint: "${endpoint}"`))).telemetry?.otlp.url).toBe(url);
  });

  it.each([
    ["no address", "sample_ratio: 1", "telemetry.otlp.endpoint: this key is required and missing"],
    ["the address of gRPC", "endpoint: 'collector:4317'", "telemetry.otlp.endpoint: expected an http"],
    ["a password in it", "endpoint: 'http://u:hidden@c'", "telemetry.otlp.endpoint: expected an http"],
    ["a share above 1", "endpoint: http://c, sample_ratio: 10", "telemetry.otlp.sample_ratio"],
    [
      "a header's name",
      "endpoint: http://c, headers: { 'a b': hidden }",
      "expected the name of an HTTP header",
    ],
    [
      "a header of two lines",
      'endpoint: http://c, headers: { a: "hidden\\nb: c" }',
      "expected the value of an HTTP",
    ],
    ["a misspelled key", "endpoint: http://c, header: { a: hidden }", 'did you mean "headers"?'],
  ])("refuses %s", async (_name, keys, message) => {
    const found = (await problems(otlp(keys))).join("\n");
    expect(found).toContain(message);
    expect(found).not.toContain("hidden");
  });
});
