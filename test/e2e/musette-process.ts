import { inheritedFlags } from "@musette/testing";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const installed = path.resolve(import.meta.dirname, "../../packages/cli/bin/musette.js");

/** A folder of its own for one test: journal, warehouse, configuration. Removed when disposed. */
export interface Home extends AsyncDisposable {
  readonly folder: string;
  file(name: string): string;
  write(name: string, text: string): Promise<string>;
}

export async function makeHome(): Promise<Home> {
  const folder = await mkdtemp(path.join(tmpdir(), "musette-test-"));
  const file = (name: string) => path.join(folder, name);
  return {
    folder,
    file,
    async write(name, text) {
      await writeFile(file(name), text);
      return file(name);
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command to its end, as a person would. */
export async function runMusette(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv; readonly command?: string } = {},
): Promise<CommandResult> {
  const { command = installed } = options;
  const child = spawn(process.execPath, [...inheritedFlags, command, ...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, stdout, stderr };
}

export interface MusetteProcess extends AsyncDisposable {
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything it has written so far. */
  output(): string;
  /** Posts JSON (or bytes as they are) as the test's developer. */
  post(pathAndQuery: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

export const testHeaders = {
  "content-type": "application/json",
  "dev-id": "tester",
  "x-api-key": "test-key",
} as const;

/** The configuration that most tests begin with; `destinations` is YAML of a list. */
export function testConfig(home: Home, destinations = warehouseYaml(home), extra = ""): string {
  return `
server: { host: 127.0.0.1, port: 0, max_body: 32MB, shutdown_timeout: 5s }
developers: [{ dev_id: tester, api_key: test-key }]
journal: { path: ${JSON.stringify(home.file("journal.db"))} }
${extra}
destinations:
${destinations}
`;
}

export function warehouseYaml(home: Home): string {
  return `  - { name: warehouse, type: sql, url: ${JSON.stringify(`sqlite:${home.file("warehouse.db")}`)}, batch: { wait: 20ms } }`;
}

/** Starts the real server in a process of its own, with this environment too, and waits until it listens. */
export async function startMusette(
  configFile: string,
  env: NodeJS.ProcessEnv = {},
  command = installed,
): Promise<MusetteProcess> {
  const child = spawn(process.execPath, [...inheritedFlags, command, "start", "--config", configFile], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    const read = (text: string) => {
      output += text;
      const found = /Musette listens on (http:\/\/\S+)/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.setEncoding("utf8").on("data", read);
    child.stderr.setEncoding("utf8").on("data", read);
    child.once("exit", (code) =>
      reject(new Error(`musette ended with ${code} before it listened:\n${output}`)),
    );
  });
  const kill = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    child.kill(signal);
    await once(child, "exit");
    return child.exitCode;
  };
  return {
    url,
    child,
    output: () => output,
    kill,
    post: (pathAndQuery, body, headers = {}) =>
      fetch(new URL(pathAndQuery, url), {
        method: "POST",
        headers: { ...testHeaders, ...headers },
        body:
          body instanceof Uint8Array
            ? new Uint8Array(body)
            : typeof body === "string"
              ? body
              : JSON.stringify(body),
      }),
    async [Symbol.asyncDispose]() {
      await kill("SIGKILL");
    },
  };
}
