import { spawn } from "node:child_process";
import { findProgram } from "./find-program.ts";

/** Debian's `apt-get`, where packages can be installed with it: by root. */
export async function findInstaller(): Promise<string | undefined> {
  return process.getuid?.() === 0 ? findProgram(["apt-get"]) : undefined;
}

/**
 * Installs Debian packages without asking; what apt-get prints goes to stderr.
 *
 * @throws when it fails, also with fresh package lists.
 */
export async function installPackages(installer: string, packages: readonly string[]): Promise<void> {
  const install = ["install", "-y", "--no-install-recommends", ...packages];
  try {
    await run(installer, install);
  } catch {
    // On a new machine or image the package lists are missing or old.
    await run(installer, ["update"]);
    await run(installer, install);
  }
}

async function run(installer: string, args: readonly string[]): Promise<void> {
  const child = spawn(installer, args, {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    stdio: ["ignore", process.stderr, process.stderr],
  });
  const code = await new Promise((resolve, reject) => child.once("exit", resolve).once("error", reject));
  if (code !== 0) throw new Error(`apt-get ${args.join(" ")} ended with ${String(code)}`);
}
