import { readlink, rm } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { isAlive } from "./process-alive.ts";
import type { StartedServer } from "./started-servers.ts";

const stopTimeoutMs = 10_000;
const retryMs = 50;

/** Ends a server that `startServer` made, by its process id, and removes its folder. */
export async function stopServer({
  pid,
  folder,
  stopSignal,
}: Pick<StartedServer, "pid" | "folder" | "stopSignal">): Promise<void> {
  if (await isOurs(pid, folder)) process.kill(pid, stopSignal);
  const giveUpAtMs = Date.now() + stopTimeoutMs;
  while (await isOurs(pid, folder)) {
    if (Date.now() > giveUpAtMs) process.kill(pid, "SIGKILL");
    await delay(retryMs);
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** The id may have passed to another process since; ours work inside their folder until they end. */
async function isOurs(pid: number, folder: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform !== "linux") return true;
  // It has none any more while it ends.
  const workingFolder = await readlink(`/proc/${pid}/cwd`).catch((error: unknown) =>
    error instanceof Error && "code" in error && error.code === "ENOENT" ? folder : "",
  );
  return workingFolder === folder || workingFolder.startsWith(`${folder}/`);
}
