import { execFile } from "node:child_process";
import { hash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";

const root = path.resolve(import.meta.dirname, "../..");
/** Kept from run to run, so that what has not changed is not built again. Each checkout has its own. */
const storage = path.join(tmpdir(), `musette-images-${hash("sha256", root).slice(0, 8)}`);

export type Buildah = (args: readonly string[]) => Promise<string>;

/**
 * Builds images without an engine, in a place of its own, away from the machine's other images.
 *
 * @returns runs one command of it, for what it prints.
 */
export async function openBuildah(program: string): Promise<Buildah> {
  await mkdir(storage, { recursive: true });
  const isolated = { ...process.env, BUILDAH_ISOLATION: "chroot", BUILDAH_FORMAT: "docker" };
  const open = (driver: string): Buildah => {
    const place = path.join(storage, driver);
    const options = ["--root", place, "--runroot", `${place}-run`, "--storage-driver", driver];
    return async (args) => {
      const run = promisify(execFile)(program, [...options, ...args], {
        env: isolated,
        maxBuffer: 50_000_000,
        cwd: root,
      });
      return (await run).stdout.trim();
    };
  };
  const overlay = open("overlay");
  try {
    await overlay(["images"]);
    return overlay;
  } catch {
    // Inside another container there may be no overlay file system; copies are slower, and do.
    return open("vfs");
  }
}
