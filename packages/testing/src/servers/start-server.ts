import { execFile, spawn } from "node:child_process";
import { chown, mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { freePort } from "../free-port.ts";
import { isAlive } from "./process-alive.ts";
import { reasonOf } from "./reason-of.ts";
import type { StartedServer } from "./started-servers.ts";
import { stopServer } from "./stop-server.ts";
import type { Command, TestServer } from "./test-server.ts";

const run = promisify(execFile);
const prepareTimeoutMs = 60_000;
const defaultStartTimeoutMs = 30_000;
const askTimeoutMs = 2_000;
const retryMs = 100;

/**
 * Starts a server of one's own: data in a new temporary folder, a free loopback port, a process that
 * outlives this one. Resolves once it has answered.
 *
 * @throws with the end of its log when it does not start; then nothing is left behind.
 */
export async function startServer(
  server: TestServer,
  program: string,
  owner: string,
): Promise<StartedServer> {
  const account = await accountOf(server);
  const folder = await mkdtemp(join(tmpdir(), `musette-${server.name}-`));
  const port = await freePort();
  const { prepare, serve } = server.launch({ program, folder, port });
  const options = { cwd: folder, ...account };
  const started = {
    name: server.name,
    url: server.urlAt(port),
    stopSignal: server.stopSignal,
    folder,
    owner,
  };
  let pid: number | undefined;
  try {
    if (account !== undefined) await chown(folder, account.uid, account.gid);
    for (const { file, args } of prepare) await run(file, args, { ...options, timeout: prepareTimeoutMs });
    pid = await launch(serve, folder, options);
    const version = await untilAnswered(server, started.url, pid);
    return { ...started, pid, version };
  } catch (error) {
    const log = await readFile(logIn(folder), "utf8").catch(() => "");
    if (pid === undefined) await rm(folder, { recursive: true, force: true });
    else await stopServer({ ...started, pid });
    throw new Error(`${server.name} did not start (${reasonOf(error)}). ${log.slice(-500)}`.trim(), {
      cause: error,
    });
  }
}

/** The user and group to run as; undefined: those of this process. */
async function accountOf({
  user,
}: TestServer): Promise<{ readonly uid: number; readonly gid: number } | undefined> {
  if (user === undefined || process.getuid?.() !== 0) return undefined;
  const [uid, gid] = await Promise.all(["-u", "-g"].map((flag) => run("id", [flag, user])));
  return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
}

async function launch(
  { file, args }: Command,
  folder: string,
  options: { readonly cwd: string; readonly uid?: number; readonly gid?: number },
): Promise<number> {
  const log = await open(logIn(folder), "a");
  try {
    const child = spawn(file, args, { ...options, detached: true, stdio: ["ignore", log.fd, log.fd] });
    await new Promise((resolve, reject) => child.once("spawn", resolve).once("error", reject));
    child.unref();
    if (child.pid === undefined) throw new Error(`${file} has no process id`);
    return child.pid;
  } finally {
    await log.close();
  }
}

async function untilAnswered(server: TestServer, url: string, pid: number): Promise<string> {
  const giveUpAtMs = Date.now() + (server.startTimeoutMs ?? defaultStartTimeoutMs);
  for (;;) {
    try {
      return await server.ask(url, { timeoutMs: askTimeoutMs });
    } catch (error) {
      if (Date.now() > giveUpAtMs || !isAlive(pid)) throw error;
    }
    await delay(retryMs);
  }
}

function logIn(folder: string): string {
  return join(folder, "log");
}
