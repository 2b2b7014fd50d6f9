import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isAlive } from "./process-alive.ts";
import { cacheFolder } from "./started-servers.ts";

const lock = join(cacheFolder, "services.lock");
const retryMs = 100;

/** Runs `action` while no other process of this checkout starts or stops servers. */
export async function withLock<Result>(action: () => Promise<Result>): Promise<Result> {
  await mkdir(cacheFolder, { recursive: true });
  while (!(await acquire())) await delay(retryMs);
  try {
    return await action();
  } finally {
    await rm(lock, { force: true });
  }
}

async function acquire(): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  const holder = Number(await readFile(lock, "utf8").catch(() => ""));
  // Zero: it was released, or is being written, at this moment.
  if (holder !== 0 && !isAlive(holder)) await rm(lock, { force: true });
  return false;
}
