import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import { generatePelotonWorkout } from "@musette/testing";
import { describe, expect, it } from "vitest";
import { newCommand } from "../../packages/cli/src/commands/new.ts";
import { UsageError } from "../../packages/cli/src/usage-error.ts";
import { eventually } from "./eventually.ts";
import { makeHome, runMusette, startMusette, testConfig } from "./musette-process.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** Inside the repository, so that packages resolve, and ignored by git. */
async function makeWorkshop(): Promise<AsyncDisposable & { readonly folder: string }> {
  await mkdir(path.join(root, "dist"), { recursive: true });
  const folder = await mkdtemp(path.join(root, "dist/new-connector-"));
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

/** Runs a command line that Musette printed, with this repository's own programs. */
async function runPrinted(line: string): Promise<{ readonly code: number | null; readonly output: string }> {
  const [program, ...args] = line.trim().split(" ");
  // The kit prints the same here as to somebody who made a connector, not as within this test run.
  const { MUSETTE_TEST_RUN: _run, VITEST: _vitest, ...env } = process.env;
  const child = spawn(program ?? "", args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  const [output, complaints, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit") as Promise<[number | null]>,
  ]);
  return { code, output: `${output}${complaints}` };
}

describe("musette new connector", () => {
  it("makes a connector whose tests pass with the command that it prints", { timeout: 180_000 }, async () => {
    await using workshop = await makeWorkshop();
    const made = await runMusette(["new", "connector", "weather-station", "--dir", workshop.folder], {
      cwd: root,
    });
    expect(made).toMatchObject({ code: 0, stderr: "" });
    expect((await readdir(path.join(workshop.folder, "weather-station"))).sort()).toEqual([
      "README.md",
      "conformance.test.ts",
      "index.ts",
      "package.json",
    ]);

    const command = /^ *(npx vitest run .*)$/m.exec(made.stdout)?.[1] ?? "no command was printed";
    const { code, output } = await runPrinted(command);

    expect(output).toContain("weather-station conforms (idempotent)");
    expect(output).not.toContain("my-connector");
    expect(code).toBe(0);
  });

  it("makes a connector that the server loads as a plugin, as its README says", async () => {
    await using workshop = await makeWorkshop();
    await using home = await makeHome();
    await runMusette(["new", "connector", "files", "--dir", workshop.folder]);
    await mkdir(home.file("out"));
    const readme = await readFile(path.join(workshop.folder, "files/README.md"), "utf8");
    const shown = /```yaml\n(.*?)```/s.exec(readme)?.[1] ?? "the README shows no YAML";
    const settings = testConfig(home).replace(/^destinations:[^]*/m, "");
    const configFile = path.join(workshop.folder, "musette.yaml");
    await writeFile(configFile, `${settings}\n${shown.replace("./data/files", home.file("out"))}`);
    await using musette = await startMusette(configFile);

    await musette.post("/ingest/peloton?user_id=me", generatePelotonWorkout({ seed: 4 }));

    const name = await eventually("a file", async () =>
      (await readdir(home.file("out"))).find((name) => name.endsWith(".json")),
    );
    const written = JSON.parse(await readFile(path.join(home.file("out"), name), "utf8")) as unknown;
    expect(written).toHaveProperty("item.metadata.summary_id");
  });

  it("overwrites nothing", async () => {
    await using home = await makeHome();
    await mkdir(home.file("mine"));
    const { code, stderr } = await runMusette(["new", "connector", "mine", "--dir", home.folder]);
    expect(code).toBe(1);
    expect(stderr).toContain("exists already");
    expect(await readdir(home.file("mine"))).toEqual([]);
  });

  it("says so where the tests cannot be run from", async () => {
    await using home = await makeHome();
    const { code, stdout } = await runMusette(["new", "connector", "far-away", "--dir", home.folder]);
    expect(code).toBe(0);
    expect(stdout).toContain("which cannot be found from there");
  });

  it.each(["Weather", "weather_station", "-x", "a--b", "../up", "9lives", "s3", "webhook"])(
    "refuses the name %s and makes nothing",
    async (name) => {
      await using home = await makeHome();
      const making = newCommand.run({ values: { dir: home.folder }, positionals: ["connector", name] });
      await expect(making).rejects.toBeInstanceOf(UsageError);
      expect(await readdir(home.folder)).toEqual([]);
    },
  );

  it.each([[[]], [["connector"]], [["connector", "one", "two"]], [["plugin", "one"]]])(
    "asks for what to make and for one name, given %j",
    async (positionals) => {
      await expect(newCommand.run({ values: {}, positionals })).rejects.toBeInstanceOf(UsageError);
    },
  );
});
