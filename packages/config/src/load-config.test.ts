import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadConfig } from "./load-config.ts";
import { developers, lake, load, oneLake, problems } from "./load-fixture.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "musette-config-"));
  await writeFile(join(folder, "secret"), "s3cret\n");
  await writeFile(join(folder, "latin1"), Buffer.from([0x61, 0xe9]));
});
afterAll(() => rm(folder, { recursive: true }));

describe("a configuration without errors", () => {
  it("gets every default from the shortest file there is", async () => {
    const config = await load(oneLake);
    expect(config).toEqual({
      server: {
        host: "127.0.0.1",
        port: 8080,
        maxBodyBytes: 32_000_000,
        maxConnections: 1_000,
        shutdownTimeoutMs: 20_000,
      },
      developers: [{ devId: "me", apiKey: "k", requestsPerSecond: null }],
      journal: { type: "sqlite", path: "./data/journal.db", retentionMs: null, maxBytes: null },
      sources: { terra: { signingSecret: null }, peloton: {}, ifit: {}, file: { zone: null } },
      users: { eraseOnDeauth: true, deleteEvents: false },
      connect: null,
      admin: null,
      telemetry: null,
      plugins: [],
      destinations: [
        {
          name: "one",
          type: "lake",
          definition: lake,
          options: { bucket: "b", path_style: false },
          given: { bucket: "b" },
          format: "json",
          only: { types: null, providers: null, users: null },
          fields: null,
          samples: "all",
          batch: { records: 500, bytes: 8_000_000, waitMs: 200 },
          retry: { firstMs: 1000, longestMs: 600_000, giveUpAfterMs: 604_800_000 },
          limits: { concurrency: 2, perSecond: null, timeoutMs: 30_000 },
          claimCheck: null,
          start: "beginning",
          paused: false,
        },
      ],
    });
  });

  it("turns durations into milliseconds, sizes into bytes, and keeps what is given", async () => {
    const config = await load(`${oneLake}    format: parquet
    only: { types: [Activity], providers: [peloton], users: [u1] }
    batch: { records: 1, bytes: 8MiB, wait: 0s }
    retry: { first: 500ms, longest: 1.5h, give_up_after: 2d }
    limits: { concurrency: 4, per_second: 0.5, timeout: 10m }
    start: now
    paused: true
journal: { path: /j.db, retention: 400d, max_size: 1.5 GB }
`);
    expect(config.journal).toEqual({
      type: "sqlite",
      path: "/j.db",
      retentionMs: 34_560_000_000,
      maxBytes: 1_500_000_000,
    });
    expect(config.destinations[0]).toMatchObject({
      format: "parquet",
      only: { types: ["activity"], providers: ["PELOTON"], users: ["u1"] },
      batch: { records: 1, bytes: 8_388_608, waitMs: 0 },
      retry: { firstMs: 500, longestMs: 5_400_000, giveUpAfterMs: 172_800_000 },
      limits: { concurrency: 4, perSecond: 0.5, timeoutMs: 600_000 },
      start: "now",
      paused: true,
    });
  });

  it("turns a source off by leaving it out, once `sources` is there", async () => {
    const config = await load(`${developers}sources:\n  terra: { signing_secret: "" }\n  ifit:\n`);
    expect(config.sources).toEqual({ terra: { signingSecret: null }, peloton: null, ifit: {}, file: null });
  });

  it("is frozen all the way down, without freezing the connector's definition", async () => {
    const config = await load(oneLake);
    const [destination] = config.destinations;
    expect(
      [config, config.server, config.developers[0], destination, destination?.batch].every(Object.isFrozen),
    ).toBe(true);
    expect(Object.isFrozen(destination?.options)).toBe(true);
    expect(Object.isFrozen(lake)).toBe(false);
  });

  it("gives plugins to the resolver, files from the folder of the configuration file", async () => {
    const seen: unknown[] = [];
    const config = await load(`plugins: [./mine.ts, "@acme/one", /abs/two.js]\n${oneLake}`, {
      file: join(folder, "musette.yaml"),
      resolveConnector: async (_type, plugins) => {
        seen.push(plugins);
        return lake;
      },
    });
    expect(seen).toEqual([[join(folder, "mine.ts"), "@acme/one", "/abs/two.js"]]);
    expect(config.plugins).toEqual(seen[0]);
  });
});

describe("files", () => {
  it("are read from disk, and named as the caller named them", async () => {
    const file = join(folder, "musette.yaml");
    await writeFile(file, oneLake);
    const { text: _, ...options } = { text: "", env: {}, resolveConnector: async () => lake };
    const config = await loadConfig({ ...options, file });
    expect(config.destinations[0]?.name).toBe("one");
    await expect(loadConfig({ ...options, file: "no/such.yaml" })).rejects.toThrow(
      /^no\/such\.yaml:1:1 cannot be read: there is no such file \(name another with --config FILE\)$/,
    );
    await expect(loadConfig({ ...options, file: join(folder, "latin1") })).rejects.toThrow(
      "it is not UTF-8 text",
    );
  });

  it("of ten megabytes are refused, read or given", async () => {
    const file = join(folder, "large.yaml");
    await writeFile(file, `a: ${"x".repeat(10_000_000)}`);
    const expected = `${file}:1:1 cannot be read: it is larger than 1048576 bytes`;
    await expect(loadConfig({ file, env: {}, resolveConnector: async () => lake })).rejects.toThrow(expected);
    expect(await problems("x".repeat(10_000_000), { file })).toEqual([expected]);
  });

  it("stop being read when the signal says so", async () => {
    const signal = AbortSignal.abort(new Error("stopped"));
    await expect(
      loadConfig({ file: join(folder, "secret"), env: {}, resolveConnector: async () => lake, signal }),
    ).rejects.toThrow("stopped");
  });
});
