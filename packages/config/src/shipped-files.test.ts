import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { defineConnector } from "@musette/core";
import { expect, it } from "vitest";
import * as z from "zod";
import { loadConfig } from "./load-config.ts";

const folder = join(import.meta.dirname, "../../../config");
const examples = (await readdir(join(folder, "examples")))
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => join("examples", name));

/** Takes any keys: each connector's own are held to its schema where the connectors are known. */
const anyKeys = (type: string) =>
  defineConnector({
    type,
    summary: "for these tests",
    config: z.looseObject({}),
    limits: { records: 10, bytes: 1000 },
    guarantee: "idempotent",
    storesObjects: true,
    formats: ["json"],
    open: () => {
      throw new Error("not opened by the configuration");
    },
  });

const load = (name: string, env: Readonly<Record<string, string>>) =>
  loadConfig({ file: join(folder, name), env, resolveConnector: async (type) => anyKeys(type) });

it("the default configuration needs no environment variable", async () => {
  const config = await load("musette.yaml", {});
  expect(config.server).toMatchObject({ host: "127.0.0.1", port: 8080 });
  expect(config.developers).toEqual([{ devId: "local-dev", apiKey: "local-key", requestsPerSecond: null }]);
  expect(config.sources).toEqual({
    terra: { signingSecret: null },
    peloton: {},
    ifit: {},
    file: { zone: null },
  });
  expect(config.destinations.map(({ name, type, options }) => ({ name, type, options }))).toEqual([
    { name: "warehouse", type: "sql", options: { url: "sqlite:./data/warehouse.db" } },
  ]);
});

it.each(examples)("%s loads once its variables are set", async (name) => {
  const env = {
    MUSETTE_API_KEY: "a",
    COACH_API_KEY: "b",
    DATABASE_URL: "postgres://localhost/health",
    WEBHOOK_SECRET: "c",
    WEBHOOK_SECRET_NEW: "d",
    CONNECT_ENCRYPTION_KEY: "00".repeat(32),
    ADMIN_TOKEN: "sixteen-characters",
    OPS_WEBHOOK_SECRET: "e",
    COLLECTOR_KEY: "f",
  };
  const config = await load(name, env);
  expect(config.developers[0]?.apiKey).toBe("a");
  expect(config.destinations).not.toEqual([]);
});

it("the example with every key shows the defaults where it says so", async () => {
  const env = {
    MUSETTE_API_KEY: "a",
    COACH_API_KEY: "b",
    WEBHOOK_SECRET: "c",
    WEBHOOK_SECRET_NEW: "d",
    CONNECT_ENCRYPTION_KEY: "00".repeat(32),
    ADMIN_TOKEN: "sixteen-characters",
    OPS_WEBHOOK_SECRET: "e",
    COLLECTOR_KEY: "f",
  };
  const full = await load("examples/full.yaml", env);
  const minimal = await load("examples/minimal.yaml", env);
  expect(full.server).toEqual(minimal.server);
  const [shown, byDefault] = [full.destinations[0], minimal.destinations[0]];
  expect(shown).toMatchObject({
    format: byDefault?.format,
    samples: byDefault?.samples,
    batch: byDefault?.batch,
    retry: byDefault?.retry,
    limits: { ...byDefault?.limits, perSecond: 200 },
    start: byDefault?.start,
    paused: byDefault?.paused,
  });
});
