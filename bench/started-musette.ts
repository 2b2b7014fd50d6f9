import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { bundle } from "../packages/cli/build/bundle.ts";
import { nodeFlags } from "./node-flags.ts";

const command = path.resolve(import.meta.dirname, "../packages/cli/build/bundled-musette.js");
const bundleFolder = path.resolve(import.meta.dirname, "../node_modules/.cache/musette/bundle");

let bundling: Promise<void> | undefined;

export interface StartedMusette {
  readonly url: string;
  readonly pid: number;
  /** From the start of the process until `GET /readyz` was answered with 200, milliseconds. */
  readonly readyMs: number;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/**
 * Runs `musette start` with two destinations, a SQLite warehouse and a webhook that nobody answers, and
 * everything in `folder`: a journal that is there is used. It runs as the image does: in a few files, and what V8
 * compiles is kept in `folder` as well, so the first start in one is not like the others.
 */
export async function startMusette(
  folder: string,
  options: { readonly nodeFlags?: readonly string[]; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<StartedMusette> {
  const file = path.join(folder, "musette.yaml");
  await writeFile(file, configOf(folder));
  await (bundling ??= bundle(bundleFolder));
  const startedMs = performance.now();
  const child = spawn(
    process.execPath,
    [...nodeFlags, ...(options.nodeFlags ?? []), command, "start", "--config", file],
    {
      env: {
        ...process.env,
        NODE_ENV: "production",
        MUSETTE_MAIN: path.join(bundleFolder, "main.mjs"),
        NODE_COMPILE_CACHE: path.join(folder, "compiled"),
        ...options.env,
      },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  const url = await readUrl(child);
  while (!(await fetch(`${url}/readyz`)).ok) await sleep(5);
  const readyMs = performance.now() - startedMs;
  return {
    url,
    pid: child.pid ?? 0,
    readyMs,
    async kill(signal) {
      child.kill(signal);
      await once(child, "exit");
    },
  };
}

function readUrl(child: ChildProcess): Promise<string> {
  let output = "";
  return new Promise((resolve, reject) => {
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      const url = /Musette listens on (http:\/\/\S+)/.exec(output)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.once("exit", (code) =>
      reject(new Error(`musette ended with ${code} before it listened:\n${output}`)),
    );
  });
}

function configOf(folder: string): string {
  const quoted = (name: string) => JSON.stringify(path.join(folder, name));
  return `
server: { host: 127.0.0.1, port: 0 }
developers: [{ dev_id: bench, api_key: bench-key }]
journal: { path: ${quoted("journal.db")} }
destinations:
  - { name: warehouse, type: sql, url: ${JSON.stringify(`sqlite:${path.join(folder, "warehouse.db")}`)}, start: now }
  - { name: app, type: webhook, url: "https://127.0.0.1:9/", allow_private: true, start: now }
`;
}
