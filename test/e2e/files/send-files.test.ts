import { mkdir, truncate, writeFile } from "node:fs/promises";
import { generatePelotonWorkout } from "@musette/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  makeHome,
  runMusette,
  startMusette,
  testConfig,
  type CommandResult,
  type Home,
  type MusetteProcess,
} from "../musette-process.ts";
import { makeZip } from "./make-zip.ts";
import { historyCsv, workoutFiles } from "./workout-files.ts";

let home: Home;
let musette: MusetteProcess;
let configFile: string;

beforeAll(async () => {
  home = await makeHome();
  configFile = await home.write("musette.yaml", testConfig(home));
  musette = await startMusette(configFile);
});

afterAll(async () => {
  await musette[Symbol.asyncDispose]();
  await home[Symbol.asyncDispose]();
});

async function send(...args: readonly string[]): Promise<CommandResult> {
  return await runMusette(["send", ...args, "--url", musette.url, "--config", configFile]);
}

describe("musette send", () => {
  it("sends a folder with all that is in it, and counts what is known the second time", async () => {
    const folder = home.file("export");
    await mkdir(`${folder}/rides/old`, { recursive: true });
    await writeFile(`${folder}/history.csv`, historyCsv(["2026-01-05 06:30 (UTC)"]));
    await writeFile(`${folder}/api.json`, JSON.stringify(generatePelotonWorkout({ seed: 7 })));
    await writeFile(`${folder}/rides/one.fit`, workoutFiles(11).fit);
    await writeFile(`${folder}/rides/old/two.TCX`, workoutFiles(12).tcx);
    await writeFile(
      `${folder}/rides/more.zip`,
      makeZip([{ name: "three.fit", content: workoutFiles(13).fit }]),
    );
    await writeFile(`${folder}/rides/notes.txt`, "not sent");
    await writeFile(`${folder}/.hidden.csv`, "not sent");
    const first = await send(folder, "--user", "folder");
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toContain("2 other files were passed over");
    expect(first.stdout).toContain("5 stored, 0 known already, 0 refused");
    const again = await send(folder, "--user", "folder");
    expect(again.code).toBe(0);
    expect(again.stdout).toContain("0 stored, 5 known already, 0 refused");
  });

  it("says at the end what was refused and where, sends the others, and exits 1", async () => {
    const folder = home.file("mixed");
    await mkdir(folder);
    await writeFile(`${folder}/a.fit`, workoutFiles(14).fit.subarray(0, 500));
    await writeFile(`${folder}/b.fit`, workoutFiles(15).fit);
    await writeFile(`${folder}/c.csv`, historyCsv(["2026-01-07 06:30 (UTC)", "yesterday"]));
    const { code, stdout } = await send(folder, "--user", "mixed");
    expect(code).toBe(1);
    expect(stdout).toContain("2 stored, 0 known already, 2 refused");
    expect(stdout).toMatch(/a\.fit: a\.fit byte \d+: /);
    expect(stdout).toMatch(/c\.csv: c\.csv line 3: /);
  });

  it("refuses a file of 300 MB without reading it", async () => {
    const file = await home.write("huge.fit", "");
    await truncate(file, 300_000_000);
    const { code, stdout } = await send(file, "--user", "me");
    expect(code).toBe(1);
    expect(stdout).toContain("has 300000000 bytes, and at most 32000000 are taken");
  });

  it("refuses bombs and lies in a zip, and sends what is well", async () => {
    const good = { name: "good.fit", content: workoutFiles(16).fit };
    const zip = makeZip([
      { name: "bomb.csv", content: new Uint8Array(20_000_000) },
      { name: "lie.tcx", content: "x".repeat(5_000), statedBytes: 10 },
      { name: "inner.zip", content: makeZip([good]) },
      good,
    ]);
    await writeFile(home.file("bombs.zip"), zip);
    const { code, stdout } = await send(home.file("bombs.zip"), "--user", "zip");
    expect(code).toBe(1);
    expect(stdout).toContain("1 stored, 0 known already, 3 refused");
    expect(stdout).toMatch(/bombs\.zip\/bomb\.csv: .*may be a zip bomb/);
    expect(stdout).toMatch(/bombs\.zip\/lie\.tcx: cannot be read: /);
    expect(stdout).toMatch(/bombs\.zip\/inner\.zip: is a zip in a zip/);
  });

  it("refuses a zip that is none, or unpacks to gigabytes, as a whole", async () => {
    await writeFile(home.file("none.zip"), "PK, perhaps");
    const stated = { content: "x", statedBytes: 3_000_000_000 };
    const zip = makeZip(["a.txt", "b.txt"].map((name) => ({ name, ...stated })));
    await writeFile(home.file("wide.zip"), zip);
    const { code, stdout } = await send(home.file("none.zip"), home.file("wide.zip"), "--user", "me");
    expect(code).toBe(1);
    expect(stdout).toMatch(/none\.zip: cannot be read: /);
    expect(stdout).toMatch(/wide\.zip: cannot be read: it unpacks to more than/);
  });

  it("prints JSON, one document a payload", async () => {
    await writeFile(home.file("json.fit"), workoutFiles(17).fit);
    const { code, stdout } = await send(
      home.file("json.fit"),
      home.file("absent.fit"),
      "--user",
      "me",
      "--json",
    );
    expect(code).toBe(1);
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown);
    expect(lines).toMatchObject([
      { taken: false, status: null, detail: expect.stringContaining("ENOENT") },
      { taken: true, status: 202, events: [{ duplicate: false }], refused: [] },
    ]);
  });

  it("waits when the server asks it to, instead of losing files", async () => {
    await using slow = await makeHome();
    const config = testConfig(slow).replace("api_key: test-key", "api_key: test-key, requests_per_second: 2");
    const slowConfig = await slow.write("musette.yaml", config);
    await using server = await startMusette(slowConfig);
    const files = [21, 22, 23, 24].map((seed) => ({ name: `${seed}.fit`, content: workoutFiles(seed).fit }));
    await writeFile(slow.file("four.zip"), makeZip(files));
    const target = ["--url", server.url, "--config", slowConfig];
    const { code, stdout } = await runMusette(["send", slow.file("four.zip"), "--user", "me", ...target]);
    expect(code).toBe(0);
    expect(stdout).toContain("4 stored, 0 known already, 0 refused");
  });

  it("knows its sources and zones", async () => {
    expect((await send("x.fit", "--source", "strava")).stderr).toContain("peloton, ifit, terra, file");
    expect((await send("x.fit", "--zone", "Mars")).code).toBe(2);
  });
});
