import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "../../free-port.ts";

/** A running PostgREST. */
export interface Postgrest extends AsyncDisposable {
  readonly port: number;
}

interface PostgrestOptions {
  readonly program: string;
  readonly databaseUrl: string;
  readonly schemas: readonly string[];
  /** What tokens are signed with: at least 32 characters. */
  readonly tokenSecret: string;
}

const startTimeoutMs = 15_000;
const retryMs = 50;

/** Ends the program when this process closes the pipe, or is gone in whatever way. */
const guard = `"$0" & cat > /dev/null; kill $!`;

/**
 * Starts PostgREST on a free loopback port.
 *
 * @throws with the end of its log when it does not start.
 */
export async function startPostgrest(options: PostgrestOptions): Promise<Postgrest> {
  const port = await freePort();
  const adminPort = await freePort();
  const child = spawn("/bin/sh", ["-c", guard, options.program], {
    stdio: ["pipe", "pipe", "pipe"],
    env: {
      PATH: process.env["PATH"],
      PGRST_DB_URI: options.databaseUrl,
      PGRST_DB_SCHEMAS: options.schemas.join(","),
      PGRST_DB_ANON_ROLE: "anon",
      PGRST_DB_POOL: "10",
      PGRST_JWT_SECRET: options.tokenSecret,
      PGRST_SERVER_HOST: "127.0.0.1",
      PGRST_SERVER_PORT: String(port),
      PGRST_ADMIN_SERVER_PORT: String(adminPort),
    },
  });
  let log = "";
  const keep = (chunk: Buffer) => void (log = (log + chunk.toString()).slice(-500));
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const ended = once(child, "close");

  async function stop(): Promise<void> {
    child.stdin.end();
    await ended;
  }

  const giveUpAtMs = Date.now() + startTimeoutMs;
  while (!(await isReady(adminPort))) {
    if (Date.now() > giveUpAtMs) {
      await stop();
      throw new Error(`PostgREST did not start: ${log}`);
    }
    await delay(retryMs);
  }
  return { port, [Symbol.asyncDispose]: stop };
}

async function isReady(adminPort: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${adminPort}/ready`).catch(() => undefined);
  return answer?.ok === true;
}
