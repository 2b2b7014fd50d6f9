import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Runs a client that is not ours and returns what it printed. */
export async function runClient(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { stdout } = await run(program, [...args], {
    env: { ...process.env, ...env },
    maxBuffer: 256 * 1024 * 1024,
    timeout: 30_000,
  });
  return stdout;
}

/** curl, quiet, failing on HTTP errors. */
export function curl(...args: readonly string[]): Promise<string> {
  return runClient("curl", ["--silent", "--show-error", "--fail-with-body", ...args]);
}
