import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir, totalmem } from "node:os";
import { promisify } from "node:util";

/** What a reader needs to judge a figure by. */
export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly memoryGb: number;
  readonly platform: string;
  /** Of the folder that proofs write into. */
  readonly fileSystem: string;
  readonly node: string;
}

export async function describeMachine(): Promise<Machine> {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? "unknown",
    memoryGb: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    fileSystem: await fileSystemOf(tmpdir()),
    node: process.version,
  };
}

/** The checked out commit; `+` behind it where files differ from it. */
export async function describeCommit(): Promise<string> {
  const git = async (...args: string[]) =>
    (await promisify(execFile)("git", args, { cwd: import.meta.dirname })).stdout.trim();
  try {
    const changed = await git("status", "--porcelain", "--untracked-files=no");
    return `${await git("rev-parse", "--short=10", "HEAD")}${changed === "" ? "" : "+"}`;
  } catch {
    // Not a checkout: a downloaded archive.
    return "unknown";
  }
}

/** `ext4`; of the longest mount point above the folder. Only Linux tells it in a file. */
async function fileSystemOf(folder: string): Promise<string> {
  const mounts = await readFile("/proc/self/mounts", "utf8").catch(() => "");
  let best = { point: "", type: "unknown" };
  for (const line of mounts.split("\n")) {
    const [, point = "", type = ""] = line.split(" ");
    const isAbove = point === "/" || folder === point || folder.startsWith(`${point}/`);
    if (point !== "" && isAbove && point.length >= best.point.length) best = { point, type };
  }
  return best.type;
}
