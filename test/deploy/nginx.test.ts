import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { promisify } from "node:util";
import { ensureNginx, freePort, generatePelotonWorkout, suiteTitle } from "@musette/testing";
import { describe, expect, it } from "vitest";
import { eventually } from "../e2e/eventually.ts";
import { makeHome, startMusette, testConfig, testHeaders, type Home } from "../e2e/musette-process.ts";
import { shownBlock } from "./shown-block.ts";

const nginx = await ensureNginx();
const port = await freePort();

/** nginx with the documentation's server, in the test's folder, in front of `url`. */
async function startProxy(home: Home, url: string): Promise<AsyncDisposable> {
  const key =
    "-x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=musette.example.com";
  const files = ["-keyout", home.file("privkey.pem"), "-out", home.file("fullchain.pem")];
  await promisify(execFile)("openssl", ["req", ...key.split(" "), ...files]);
  const server = shownBlock("nginx musette.conf")
    .replaceAll("/etc/ssl/musette/", `${home.folder}/`)
    .replace("listen 443", `listen 127.0.0.1:${port}`)
    .replace("http://127.0.0.1:8080", url);
  const places = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((kind) => `${kind}_temp_path ${home.file(kind)};`)
    .join("\n");
  const config = await home.write(
    "nginx.conf",
    `daemon off; worker_processes 1; pid ${home.file("pid")}; error_log stderr;\n${process.getuid?.() === 0 ? "user root;" : ""}
     events {}\nhttp {\naccess_log off;\n${places}\n${server}\n}\n`,
  );
  const child = spawn(nginx.program, ["-c", config, "-p", home.folder], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  await eventually("nginx answers", async () => {
    if (child.exitCode !== null) throw new Error(`nginx ended with ${child.exitCode}:\n${errors}`);
    return await send("GET", "/").catch(() => undefined);
  });
  return {
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}

async function send(method: string, path: string, body?: Uint8Array): Promise<number | undefined> {
  // The certificate is the test's own.
  const options = { method, headers: testHeaders, rejectUnauthorized: false };
  const sent = request(`https://127.0.0.1:${port}${path}`, options);
  sent.end(body);
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

describe.skipIf("skipped" in nginx)(`as documented, ${suiteTitle("nginx", nginx)}`, () => {
  it("hands workouts through, also large ones, and keeps metrics to itself", async () => {
    await using home = await makeHome();
    await using musette = await startMusette(await home.write("musette.yaml", testConfig(home)));
    await using _proxy = await startProxy(home, musette.url);
    const workout = JSON.stringify(generatePelotonWorkout({ seed: 1 }));
    const bytes = new TextEncoder().encode(workout);
    expect(await send("POST", "/ingest/peloton?user_id=me", bytes)).toBe(202);
    const large = new TextEncoder().encode(workout + " ".repeat(20_000_000));
    expect(await send("POST", "/ingest/peloton?user_id=me", large)).toBe(200);
    expect(await send("GET", "/metrics")).toBe(404);
    expect((await fetch(`${musette.url}/metrics`)).status).toBe(200);
  });
});
