import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { runMusette, startMusette } from "./musette-process.ts";

const command = path.resolve(import.meta.dirname, "../../packages/cli/bin/musette.js");

async function eventsAt(url: string, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(new URL("/admin/events?details=true&limit=50", url), { headers });
  const { events } = (await response.json()) as { readonly events: readonly unknown[] };
  return events.length;
}

describe("musette demo --keep", { timeout: 60_000 }, () => {
  it("leaves a server with its console, and data that the next start goes on with", async () => {
    const child = spawn(process.execPath, [command, "demo", "--keep"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    const said = Promise.withResolvers<void>();
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (output.includes("Ctrl-C stops it")) said.resolve();
    });
    child.once("exit", () => said.reject(new Error(`it ended:\n${output}`)));
    await said.promise;
    const shown = (pattern: RegExp) => pattern.exec(output)?.[1] ?? "";
    const url = shown(/The console +(http:\S+)/);
    const token = shown(/Its token +(\S+)/);
    const folder = shown(/its data stays in (\S+)/);
    await using _folder = { [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };

    expect(output).toContain("Read back with SQL from the warehouse (9 activities)");
    const page = await fetch(url);
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self'");
    expect((await fetch(new URL("/admin/overview", url))).status).toBe(401);
    expect(await eventsAt(url, token)).toBe(9);

    child.kill("SIGINT");
    expect(await once(child, "exit")).toEqual([0, null]);
    const configFile = shown(/musette start --config (\S+)/);
    await using again = await startMusette(configFile);
    expect(again.url).toBe(url);
    expect(await eventsAt(again.url, token)).toBe(9);
  });

  it("is not for a server that runs already", async () => {
    const { code, stderr } = await runMusette(["demo", "--keep", "--url", "http://127.0.0.1:9"]);
    expect(code).toBe(2);
    expect(stderr).toContain("--keep is for the demo's own server");
  });
});
