import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { ensurePostgres, ensureS3, s3Address, suiteTitle } from "@musette/testing";
import { describe, expect, it } from "vitest";
import { runClient } from "../e2e/ten/run-client.ts";
import { makeHome, runMusette, startMusette } from "../e2e/musette-process.ts";

const example = path.resolve(import.meta.dirname, "../../config/examples/demo.yaml");
const postgres = await ensurePostgres();
const s3 = await ensureS3();
const missing = "skipped" in postgres ? postgres : s3;

describe.skipIf("skipped" in missing)(`the ${suiteTitle("demo of compose.yaml", missing)}`, () => {
  it("fills PostgreSQL and an S3 store with a week of workouts", async () => {
    await using home = await makeHome();
    const { endpoint, bucket, region, accessKeyId, secretAccessKey } = s3Address(s3.url);
    // A place of its own on the servers that all tests share.
    const database = `musette_demo_${process.pid}`;
    const psql = (sql: string) => runClient("psql", [postgres.url, "--no-psqlrc", "--command", sql]);
    await psql(`CREATE DATABASE ${database}`);
    await using _database = {
      [Symbol.asyncDispose]: async () => void (await psql(`DROP DATABASE ${database} WITH (FORCE)`)),
    };
    const databaseUrl = new URL(postgres.url);
    databaseUrl.pathname = `/${database}`;
    const values: Readonly<Record<string, string>> = {
      MUSETTE_API_KEY: "demo",
      DATABASE_URL: databaseUrl.href,
      S3_ENDPOINT: endpoint,
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: secretAccessKey,
    };
    const text = readFileSync(example, "utf8")
      .replaceAll(/\$\{(\w+)(?::-[^}]*)?\}/g, (_, name: string) => values[name] ?? "")
      .replace("host: 0.0.0.0\n  port: 8080", "host: 127.0.0.1\n  port: 0")
      .replace("./data", home.folder)
      .replace("bucket: workouts", `bucket: ${bucket}\n    prefix: demo-${randomUUID()}`)
      .replace("us-east-1", region);
    const config = await home.write("musette.yaml", text);
    await using musette = await startMusette(config);
    const { code, stdout, stderr } = await runMusette(["demo", "--url", musette.url, "--config", config]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("9/9");
    expect(stdout).toContain("warehouse: healthy, 0 behind");
    expect(stdout).toContain("lake: healthy, 0 behind");
  });
});
