import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { makeHome, startMusette, testConfig, warehouseYaml } from "../e2e/musette-process.ts";

const root = path.resolve(import.meta.dirname, "../..");
const preload = pathToFileURL(path.join(import.meta.dirname, "loaded-modules.ts")).href;

/** Vendors' packages, by the connector that is their only user. */
const vendors = {
  "azure-blob": ["@azure/storage-blob", "@azure/identity"],
  firestore: ["@google-cloud/firestore"],
  gcs: ["@google-cloud/storage"],
  kafka: ["@platformatic/kafka"],
  mongodb: ["mongodb"],
  s3: ["@aws-sdk/client-s3"],
  sql: [],
  sqs: ["@aws-sdk/client-sqs"],
  supabase: ["@supabase/supabase-js"],
  webhook: ["undici"],
} as const;
/** Drivers of databases that a URL may name, what a terminal needs, and the tests' own. */
const others = ["pg", "mysql2", "pino-pretty", "mingo", "@grpc/grpc-js", "vitest", "typescript"];
/** What makes a statement, reads a workout file or writes a format, before there is one; and what other commands need. */
const onDemand = ["kysely", "fit-file-parser", "fast-xml-parser", "papaparse", "hyparquet-writer", "yauzl"];

/** Where traces are configured. `@opentelemetry/api` alone is loaded by the library of the metrics. */
const telemetry = [
  "packages/telemetry",
  "@opentelemetry/core",
  "@opentelemetry/resources",
  "@opentelemetry/sdk-trace",
  "@opentelemetry/exporter-trace-otlp-proto",
] as const;

/** How many modules of which package a server loads until it listens. */
async function loadedBy(
  destinations: (folder: string) => string,
  extra = "",
): Promise<ReadonlyMap<string, number>> {
  await using home = await makeHome();
  const list = await home.write("loaded", "");
  const config = await home.write(
    "musette.yaml",
    testConfig(home, warehouseYaml(home) + destinations(home.folder), extra),
  );
  const env = { NODE_OPTIONS: `--import ${preload}`, LOADED_MODULES: list };
  const before = Object.keys(env).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, env);
  try {
    await using musette = await startMusette(config);
    expect(await musette.kill("SIGTERM")).toBe(0);
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
  const urls = new Set(readFileSync(list, "utf8").split("\n"));
  const counts = new Map<string, number>();
  for (const url of urls) {
    const name =
      /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1] ??
      /\/((?:packages|connectors)\/[^/]+)\//.exec(url.slice(root.length))?.[1];
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

it("a server loads the packages of the connectors that it is configured with, and no others", async () => {
  const loaded = await loadedBy(() => "");
  const total = [...loaded.values()].reduce((sum, count) => sum + count, 0);
  console.log(`${total} modules loaded for one SQLite destination`);
  expect(loaded.get("connectors/sql")).toBeGreaterThan(0);
  const unasked = Object.entries(vendors).filter(([connector]) => connector !== "sql");
  const wrong = [
    ...unasked.flatMap(([connector, names]) => [...names, `connectors/${connector}`]),
    ...others,
    ...onDemand,
    ...telemetry,
  ];
  expect(wrong.filter((name) => loaded.has(name))).toEqual([]);
  expect(loaded.get("packages/testing") ?? 0).toBe(0);
  expect(total).toBeLessThan(950);
});

it("and those of another connector once a destination names it", async () => {
  const loaded = await loadedBy(
    () =>
      "\n  - { name: lake, type: s3, bucket: b, region: eu-west-1, access_key_id: k, secret_access_key: s }",
  );
  expect(loaded.get("@aws-sdk/client-s3")).toBeGreaterThan(0);
  expect(loaded.has("@azure/storage-blob")).toBe(false);
});

it("and OpenTelemetry once a collector is named", async () => {
  const loaded = await loadedBy(() => "", 'telemetry: { otlp: { endpoint: "http://127.0.0.1:9" } }');
  const count = telemetry.reduce((sum, name) => sum + (loaded.get(name) ?? 0), 0);
  console.log(`${count} modules loaded for traces`);
  expect(telemetry.filter((name) => !loaded.has(name))).toEqual([]);
});
