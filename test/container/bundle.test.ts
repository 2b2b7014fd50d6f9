import { copyFile, readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { generatePelotonWorkout } from "@musette/testing";
import { beforeAll, expect, it } from "vitest";
import { bundle } from "../../packages/cli/build/bundle.ts";
import { eventually } from "../e2e/eventually.ts";
import { makeHome, runMusette, startMusette, testConfig, warehouseYaml } from "../e2e/musette-process.ts";
import { queryWarehouse } from "../e2e/warehouse.ts";

const root = path.resolve(import.meta.dirname, "../..");
/** In the project, because packages are found from there. */
const folder = path.join(root, "node_modules/.cache/musette/bundle-under-test");
const command = path.join(root, "packages/cli/build/bundled-musette.js");
const env = { MUSETTE_MAIN: path.join(folder, "main.mjs") };
const preload = pathToFileURL(path.join(import.meta.dirname, "loaded-modules.ts")).href;

beforeAll(async () => await bundle(folder));

it("serves, delivers, and loads what is loaded on demand", async () => {
  await using home = await makeHome();
  await copyFile(path.join(root, "config/examples/csv-file.ts"), home.file("csv-file.ts"));
  const plugin = `\n  - { name: lines, type: csv-file, path: ${JSON.stringify(home.file("lines.csv"))} }`;
  const extra = `admin: { token: an-admin-token-of-some-length }\nplugins: [${JSON.stringify(home.file("csv-file.ts"))}]`;
  const config = await home.write("musette.yaml", testConfig(home, warehouseYaml(home) + plugin, extra));
  const list = await home.write("loaded", "");
  const listing = { NODE_OPTIONS: `--import ${preload}`, LOADED_MODULES: list };
  await using musette = await startMusette(config, { ...env, ...listing }, command);
  const answer = await musette.post("/ingest/peloton?user_id=me", generatePelotonWorkout({ seed: 7 }));
  expect(answer.status).toBe(202);
  await eventually("the workout in the warehouse and in the plugin's file", async () => {
    const rows = queryWarehouse(home.file("warehouse.db"), "SELECT * FROM terra_activities") ?? [];
    const lines = await readFile(home.file("lines.csv"), "utf8").catch(() => "");
    return rows.length === 1 && lines.includes("PELOTON") ? true : undefined;
  });
  const admin = { authorization: "Bearer an-admin-token-of-some-length" };
  const overview = await fetch(new URL("/admin/overview", musette.url), { headers: admin });
  expect(await overview.json()).toMatchObject({ destinations: [{ name: "warehouse" }, { name: "lines" }] });
  const openapi = await fetch(new URL("/openapi.json", musette.url));
  expect(await openapi.json()).toMatchObject({ openapi: expect.stringMatching(/^3\.1/) });
  const page = await fetch(new URL("/", musette.url));
  expect(await page.text()).toContain("<script");
  expect(await musette.kill("SIGTERM")).toBe(0);
  // A module that was loaded from its source as well would be there twice. The plugin takes core from there.
  const sources = (await readFile(list, "utf8"))
    .split("\n")
    .filter((url) => /\/(packages|connectors)\/.*\/src\//.test(url));
  expect(sources.filter((url) => !url.includes("/packages/core/"))).toEqual([]);
});

it("converts to every format and reads its own files back", async () => {
  await using home = await makeHome();
  const ride = home.file("ride.json");
  await writeFile(ride, JSON.stringify(generatePelotonWorkout({ seed: 8 })));
  for (const format of ["fit", "tcx", "fhir", "csv", "parquet"]) {
    const out = home.file(format);
    const made = await runMusette(["convert", ride, "--to", format, "--out", out], { env, command });
    expect({ format, ...made }).toMatchObject({ code: 0 });
    expect(await readdir(out)).not.toEqual([]);
  }
  const back = ["convert", home.file("fit"), home.file("tcx"), "--to", "json", "--out", home.file("back")];
  expect(await runMusette(back, { env, command })).toMatchObject({ code: 0 });
  expect(await readdir(home.file("back"))).not.toEqual([]);
});

it("writes a connector from its template", async () => {
  await using home = await makeHome();
  const made = await runMusette(["new", "connector", "tape"], { env, command, cwd: home.folder });
  expect(made).toMatchObject({ code: 0 });
});
