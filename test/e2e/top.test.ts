import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { freePort, generatePelotonWorkout } from "@musette/testing";
import { describe, expect, it } from "vitest";
import { eventually } from "./eventually.ts";
import {
  makeHome,
  runMusette,
  startMusette,
  testConfig,
  warehouseYaml,
  type Home,
} from "./musette-process.ts";

const musetteJs = path.resolve(import.meta.dirname, "../../packages/cli/bin/musette.js");
const token = "operator-token-of-the-test";

/** A configuration whose port is known, so that a server can be started there again. */
async function configure(home: Home): Promise<string> {
  const port = await freePort();
  const away = '  - { name: away, type: webhook, url: "http://127.0.0.1:9/", allow_private: true }';
  const yaml = testConfig(home, `${warehouseYaml(home)}\n${away}`, `admin: { token: ${token} }`);
  return await home.write("musette.yaml", yaml.replace("port: 0", `port: ${port}`));
}

/** `musette top` in a process of its own, in a terminal of 90 by 30 where `inTerminal`. */
function watch(args: readonly string[], inTerminal = false) {
  const command = [process.execPath, musetteJs, "top", ...args];
  const line = `stty cols 90 rows 30; exec ${command.map((part) => `'${part}'`).join(" ")}`;
  const [program, ...rest] = inTerminal
    ? ["script", "--quiet", "--return", "--command", line, "/dev/null"]
    : command;
  const env = { ...process.env, TERM: "xterm-256color", NO_COLOR: "1", FORCE_COLOR: undefined };
  const child = spawn(program ?? "", rest, { env, stdio: "pipe" });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return {
    child,
    ended,
    stdout: () => stdout,
    stderr: () => stderr,
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

const overviews = (text: string) =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("musette top", () => {
  it("prints once where there is no terminal, for people and as JSON", async () => {
    await using home = await makeHome();
    const config = await configure(home);
    await using musette = await startMusette(config);
    await musette.post("/ingest/peloton?user_id=me", generatePelotonWorkout({ seed: 1 }));
    const once = async (...args: string[]) => await runMusette(["top", "--config", config, ...args]);
    const text = await eventually("the delivery and the failure", async () => {
      const { code, stdout } = await once();
      expect(code).toBe(0);
      return /warehouse +sql +healthy +0 +- +0 +0 +1 /.test(stdout) && stdout.includes("unavailable")
        ? stdout
        : undefined;
    });
    expect(text).toMatch(/^Musette \S+ {2}http:\/\/127\.0\.0\.1:\d+ {2}up \d+s/);
    expect(text).toMatch(/^In +1\/min/m);
    expect(text).toMatch(/^ {2}away +webhook +(degraded|paused) +1 /m);
    expect(text).toMatch(/^ {2}do +Bring the destination back/m);
    expect(text).not.toContain("\u001B");

    const { code, stdout, stderr } = await once("--json", "--once");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(overviews(stdout)).toMatchObject([
      {
        journal: { events: 1 },
        destinations: [
          { name: "warehouse", delivered: 1 },
          { name: "away", lagEvents: 1 },
        ],
      },
    ]);
  });

  it("says what is wrong when it is called wrongly, refused, or nobody answers", async () => {
    await using home = await makeHome();
    const config = await configure(home);
    expect(await runMusette(["top", "--config", config])).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(
        /^musette top: no server answers at http:\/\/127\.0\.0\.1:\d+: /,
      ) as string,
    });
    expect(await runMusette(["top", "--config", config, "--every", "0"])).toMatchObject({ code: 2 });
    await using _musette = await startMusette(config);
    const wrong = await home.write(
      "wrong.yaml",
      (await readFile(config, "utf8")).replace(token, "another-token-than-it-has"),
    );
    const refused = await runMusette(["top", "--config", wrong]);
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).not.toContain("another-token-than-it-has");
  });

  it("prints a line of JSON for each refresh, over an absence of the server, until it is stopped", async () => {
    await using home = await makeHome();
    const config = await configure(home);
    const musette = await startMusette(config);
    await using top = watch(["--config", config, "--json", "--every", "0.2"]);
    await eventually("three lines", () =>
      overviews(wholeLines(top.stdout())).length >= 3 ? true : undefined,
    );
    await musette.kill("SIGKILL");
    await eventually("the absence", () => (top.stderr().includes("no server answers") ? true : undefined));
    const before = overviews(wholeLines(top.stdout())).length;
    await using _again = await startMusette(config);
    await eventually("more lines", () =>
      overviews(wholeLines(top.stdout())).length > before ? true : undefined,
    );
    top.child.kill("SIGTERM");
    expect(await top.ended).toBe(0);
    // Said once, however often it was asked.
    expect(top.stderr().trim().split("\n")).toHaveLength(1);
  });

  it("fills a terminal, pauses and resumes by keys, and leaves the terminal as it was", async () => {
    await using home = await makeHome();
    const config = await configure(home);
    await using _musette = await startMusette(config);
    await using top = watch(["--config", config, "--every", "0.2"], true);
    const see = async (text: string) =>
      await eventually(text, () => (top.stdout().includes(text) ? true : undefined));
    await see("▸ warehouse");
    expect(top.stdout()).not.toContain("\u001B[32m");
    top.child.stdin.write("\u001B[B");
    await see("▸ away");
    top.child.stdin.write("\u001B[A");
    await see("q quit");
    top.child.stdin.write("p");
    await see("warehouse is paused");
    await see("warehouse paused by the operator");
    top.child.stdin.write("r");
    await see("warehouse is healthy");
    top.child.stdin.write("q");
    expect(await top.ended).toBe(0);
    expect(top.stdout().startsWith("\u001B[?1049h\u001B[?25l")).toBe(true);
    expect(top.stdout().trimEnd().endsWith("\u001B[?25h\u001B[?1049l")).toBe(true);
  });
});

function wholeLines(text: string): string {
  return text.slice(0, text.lastIndexOf("\n") + 1);
}
