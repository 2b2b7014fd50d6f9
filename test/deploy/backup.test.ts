import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { DatabaseSync } from "node:sqlite";
import { generatePelotonWorkout } from "@musette/testing";
import { describe, expect, it } from "vitest";
import { makeHome, runMusette, startMusette, testConfig, type Home } from "../e2e/musette-process.ts";
import { shownBlock } from "./shown-block.ts";

/** The journal where the documentation's commands look for it. */
async function makeConfig(home: Home): Promise<string> {
  return await home.write("musette.yaml", testConfig(home).replace("journal.db", "data/journal.db"));
}

const ride = (seed: number) => generatePelotonWorkout({ seed });

describe("backup and restore", () => {
  it("brings back what was there, by the documented commands, while the server ran", async () => {
    await using home = await makeHome();
    const config = await makeConfig(home);
    const first = await startMusette(config);
    const arguments_ = ["backup", "backup.db", "--config", config, "--json"];
    expect((await first.post("/ingest/peloton?user_id=me", ride(1))).status).toBe(202);
    const { code, stdout, stderr } = await runMusette(arguments_, { cwd: home.folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toMatchObject({ file: "backup.db", events: 1, headSeq: 1 });
    expect((await first.post("/ingest/peloton?user_id=me", ride(2))).status).toBe(202);
    const again = await runMusette(arguments_, { cwd: home.folder });
    expect(again).toMatchObject({ code: 1, stdout: "" });
    expect(again.stderr).toContain("backup.db exists already");
    await first.kill("SIGTERM");

    await promisify(execFile)("sh", ["-euc", shownBlock("sh restore")], { cwd: home.folder });
    await using second = await startMusette(config);
    expect((await second.post("/ingest/peloton?user_id=me", ride(1))).status).toBe(200);
    expect((await second.post("/ingest/peloton?user_id=me", ride(2))).status).toBe(202);
  });

  it("wants a file", async () => {
    expect(await runMusette(["backup"])).toMatchObject({ code: 2 });
    expect(await runMusette(["backup", "a", "b"])).toMatchObject({ code: 2 });
  });
});

it("an older Musette refuses a newer journal in one line, and leaves it as it is", async () => {
  await using home = await makeHome();
  const config = await makeConfig(home);
  await (await startMusette(config)).kill("SIGTERM");
  const db = new DatabaseSync(home.file("data/journal.db"));
  const { user_version: known } = db.prepare("PRAGMA user_version").get() as { user_version: number };
  db.exec(`PRAGMA user_version = ${known + 1}`);
  db.close();

  const started = await runMusette(["start", "--config", config]);
  expect(started).toMatchObject({ code: 1, stdout: "" });
  const line = shownBlock("text")
    .replace("./data/journal.db", home.file("data/journal.db"))
    .replace("version 3", `version ${known + 1}`)
    .replace("up to 2", `up to ${known}`);
  expect(started.stderr).toBe(`musette start: ${line}`);
  const after = new DatabaseSync(home.file("data/journal.db"), { readOnly: true });
  expect(after.prepare("PRAGMA user_version").get()).toEqual({ user_version: known + 1 });
  after.close();
});
