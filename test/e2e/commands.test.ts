import { readFile } from "node:fs/promises";
import path from "node:path";
import { freePort, generateIfitLog, generatePelotonWorkout } from "@musette/testing";
import { describe, expect, it } from "vitest";
import { eventually } from "./eventually.ts";
import { makeHome, runMusette, startMusette, testConfig } from "./musette-process.ts";
import { queryWarehouse } from "./warehouse.ts";

const root = path.resolve(import.meta.dirname, "../..");

describe("the command line", () => {
  it("sends files, guesses their source, and shows where the destinations stand", async () => {
    await using home = await makeHome();
    const port = await freePort();
    const configFile = await home.write("musette.yaml", testConfig(home).replace("port: 0", `port: ${port}`));
    await using _musette = await startMusette(configFile);
    const ride = await home.write("ride.json", JSON.stringify(generatePelotonWorkout({ seed: 1 })));
    const run = await home.write("run.json", JSON.stringify(generateIfitLog({ seed: 2, kind: "treadmill" })));

    const sent = await runMusette(["send", ride, run, "--user", "me", "--config", configFile, "--json"]);
    expect(sent).toMatchObject({ code: 0, stderr: "" });
    const results = sent.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { readonly status: number; readonly events: readonly unknown[] });
    expect(results.map(({ status }) => status)).toEqual([202, 202]);

    await eventually("both in the warehouse", () =>
      queryWarehouse(home.file("warehouse.db"), "SELECT * FROM terra_activities")?.length === 2
        ? true
        : undefined,
    );
    const shown = await eventually("a lag of 0", async () => {
      const { stdout } = await runMusette(["destinations", "--config", configFile, "--json"]);
      const { destinations } = JSON.parse(stdout) as {
        readonly destinations: readonly {
          readonly name: string;
          readonly lagEvents: number;
          readonly status: string;
        }[];
      };
      return destinations[0]?.lagEvents === 0 ? destinations : undefined;
    });
    expect(shown).toMatchObject([{ name: "warehouse", status: "healthy" }]);
  });

  it("says what is wrong with a file that is refused, and exits 1", async () => {
    await using home = await makeHome();
    const configFile = await home.write("musette.yaml", testConfig(home).replace("port: 0", "port: 9"));
    const file = await home.write("odd.json", "{}");
    const unknown = await runMusette(["send", file, "--user", "me", "--config", configFile]);
    expect(unknown.code).toBe(1);
    expect(unknown.stdout).toContain("--source");
    const noServer = await runMusette([
      "send",
      file,
      "--source",
      "peloton",
      "--user",
      "me",
      "--config",
      configFile,
    ]);
    expect(noServer.code).toBe(1);
    expect(noServer.stdout).toContain("Is the server running?");
  });

  it("checks a configuration and its destinations", async () => {
    await using home = await makeHome();
    const good = await runMusette(["check", "--config", await home.write("good.yaml", testConfig(home))]);
    expect(good).toMatchObject({ code: 0, stderr: "" });
    const dead = "  - { name: dead, type: webhook, url: 'http://127.0.0.1:9/', allow_private: true }";
    const bad = await runMusette([
      "check",
      "--config",
      await home.write("dead.yaml", testConfig(home, dead)),
    ]);
    expect(bad.code).toBe(1);
    expect(bad.stdout).toContain("unavailable");
  });

  it("lists every mistake of a configuration with its place, and exits 2", async () => {
    await using home = await makeHome();
    const file = await home.write(
      "wrong.yaml",
      testConfig(home).replace("port: 0", "prot: 0").replace("wait: 20ms", "wait: soon"),
    );
    const { code, stderr } = await runMusette(["start", "--config", file]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/wrong\.yaml:2:\d+ server\.prot: .*did you mean "port"/);
    expect(stderr).toMatch(/wrong\.yaml:\d+:\d+ destinations\[0\]\.batch\.wait: /);
  });

  it("exits 2 with help for a command or an option that does not exist", async () => {
    expect(await runMusette(["dance"])).toMatchObject({ code: 2 });
    expect(await runMusette(["start", "--colour"])).toMatchObject({ code: 2 });
    expect(await runMusette(["send"])).toMatchObject({ code: 2 });
    expect((await runMusette(["send", "--help"])).stdout).toContain("Usage: musette send");
  });

  it("prints the schema that is committed", async () => {
    const { stdout } = await runMusette(["schema"]);
    expect(stdout).toBe(await readFile(path.join(root, "config/schema.json"), "utf8"));
  });

  it("shows a week of workouts in the demo", { timeout: 60_000 }, async () => {
    const { code, stdout, stderr } = await runMusette(["demo"]);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toContain("Read back with SQL from the warehouse (9 activities)");
    expect(stdout).toContain("▇");
  });

  it("loads a connector from a .ts file beside the configuration", async () => {
    await using home = await makeHome();
    await home.write("lines.ts", pluginSource);
    const out = home.file("out.ndjson");
    const yaml = testConfig(
      home,
      `  - { name: lines, type: lines, path: ${JSON.stringify(out)}, batch: { wait: 20ms } }`,
      "plugins: [./lines.ts]",
    );
    await using musette = await startMusette(await home.write("musette.yaml", yaml));
    await musette.post("/ingest/peloton?user_id=me", generatePelotonWorkout({ seed: 3 }));
    const line = await eventually("a line from the plugin", async () => {
      const text = await readFile(out, "utf8").catch(() => "");
      return text.endsWith("\n") ? text : undefined;
    });
    expect(JSON.parse(line)).toHaveProperty("metadata.summary_id");
  });
});

const pluginSource = `
import { appendFile } from "node:fs/promises";
import { defineConnector } from "@musette/core";
import * as z from "zod";

export default defineConnector({
  type: "lines",
  summary: "Appends each event to a file as a line of JSON",
  config: z.strictObject({ path: z.string() }),
  limits: { records: 100, bytes: 1_000_000 },
  guarantee: "at-least-once",
  formats: ["json"],
  open: ({ path }) => ({
    async write({ records }, { signal }) {
      signal.throwIfAborted();
      await appendFile(path, records.map((record) => record.json() + "\\n").join(""));
      return [];
    },
    async check() {},
    async close() {},
  }),
});
`;
