import { readFileSync } from "node:fs";
import path from "node:path";
import { loadConfig } from "@musette/config";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { loadBuiltIn } from "../../packages/cli/src/connectors.ts";

const root = path.resolve(import.meta.dirname, "../..");
const strings = z.array(z.string());

/** What we use of https://github.com/compose-spec/compose-spec/blob/main/spec.md, and nothing else. */
const service = z.strictObject({
  // A version, so that tomorrow's image is today's.
  image: z.string().regex(/^[\w./-]+:(?!latest)[\w.-]+$/),
  build: z.literal(".").optional(),
  profiles: strings.optional(),
  command: strings.optional(),
  entrypoint: strings.optional(),
  environment: z.union([strings, z.record(z.string(), z.string())]).optional(),
  ports: z.array(z.string().regex(/^127\.0\.0\.1:\d+:\d+$/)).optional(),
  volumes: z.array(z.string().regex(/^(\.\/[\w./-]+|[\w-]+):\/[\w./-]+(:ro)?$/)).optional(),
  depends_on: z
    .record(
      z.string(),
      z.strictObject({ condition: z.enum(["service_healthy", "service_completed_successfully"]) }),
    )
    .optional(),
  healthcheck: z
    .strictObject({ test: strings, interval: z.string(), timeout: z.string(), retries: z.number() })
    .optional(),
  read_only: z.boolean().optional(),
  cap_drop: strings.optional(),
  security_opt: strings.optional(),
  stop_grace_period: z.string().optional(),
  restart: z.enum(["unless-stopped", "no"]).optional(),
});
const file = z.strictObject({
  name: z.string(),
  "x-musette": z.unknown(),
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.null()),
});
const { services, volumes } = file.parse(
  parse(readFileSync(path.join(root, "compose.yaml"), "utf8"), { merge: true }),
);
const inProfile = (name: string) =>
  Object.entries(services).flatMap(([service, { profiles }]) => (profiles?.includes(name) ? [service] : []));

describe("compose.yaml", () => {
  it("starts Musette alone, the test servers or the demo", () => {
    const always = Object.entries(services).filter(([, { profiles }]) => profiles === undefined);
    expect(always.map(([name]) => name)).toEqual(["musette"]);
    expect(inProfile("test").toSorted()).toEqual([
      "azurite",
      "firestore",
      "kafka",
      "mariadb",
      "minio",
      "mongodb",
      "postgres",
      "redis",
    ]);
    expect(inProfile("demo").toSorted()).toEqual(["demo", "demo-bucket", "demo-server", "minio", "postgres"]);
  });

  it("runs Musette hardened, with time to stop", () => {
    for (const name of ["musette", "demo", "demo-server"]) {
      expect(services[name]).toMatchObject({ read_only: true, cap_drop: ["ALL"], stop_grace_period: "40s" });
    }
  });

  it("depends on services of the same profile, which say when they are healthy, and on volumes there are", () => {
    for (const [name, { profiles = [], depends_on = {}, volumes: mounts = [] }] of Object.entries(services)) {
      for (const [needed, { condition }] of Object.entries(depends_on)) {
        expect(profiles.every((profile) => services[needed]?.profiles?.includes(profile))).toBe(true);
        const saysSo = services[needed]?.healthcheck !== undefined || services[needed]?.build !== undefined;
        expect([name, needed, condition === "service_completed_successfully" || saysSo]).toEqual([
          name,
          needed,
          true,
        ]);
      }
      const named = mounts.map((mount) => mount.split(":")[0] ?? "").filter((from) => !from.startsWith("."));
      expect(named.filter((from) => !Object.hasOwn(volumes, from))).toEqual([]);
    }
  });

  it("gives the demo a configuration that names its servers", async () => {
    const { environment, volumes: mounts = [] } = services["demo-server"] ?? {};
    const from = mounts.find((mount) => mount.includes("/config/musette.yaml"))?.split(":")[0] ?? "";
    const { destinations } = await loadConfig({
      file: path.join(root, from),
      env: z.record(z.string(), z.string()).parse(environment),
      resolveConnector: loadBuiltIn,
    });
    const hosts = destinations.map(({ options }) => {
      const { url, endpoint } = z
        .looseObject({ url: z.string().optional(), endpoint: z.string().optional() })
        .parse(options);
      return new URL(url ?? endpoint ?? "").hostname;
    });
    expect(hosts).toEqual(["postgres", "minio"]);
    expect(hosts.filter((host) => !inProfile("demo").includes(host))).toEqual([]);
  });

  it("needs nothing to be set for Musette's configuration but the key", async () => {
    const config = await loadConfig({
      file: path.join(root, "config/container.yaml"),
      env: { MUSETTE_API_KEY: "secret" },
      resolveConnector: loadBuiltIn,
    });
    expect(config.server).toMatchObject({ host: "0.0.0.0", port: 8080 });
    expect(services["musette"]?.environment).toContain("MUSETTE_API_KEY");
  });
});
