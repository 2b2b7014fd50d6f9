import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@musette/testing";

/**
 * A Redis of our own that fsyncs every write before it answers (`appendfsync always`). One that
 * already listens is not used: its durability is its owner's choice.
 *
 * @throws {Error} when Debian's `redis-server` is not installed.
 */
export async function startDurableRedis(): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), "musette-bench-redis-"));
  const port = await freePort();
  const child = spawn(
    "redis-server",
    [
      "--port",
      String(port),
      "--bind",
      "127.0.0.1",
      "--save",
      "",
      "--appendonly",
      "yes",
      "--appendfsync",
      "always",
      "--dir",
      folder,
    ],
    { stdio: "ignore" },
  );
  const failed = once(child, "error").then(() => {
    throw new Error("redis-server could not be started. Install it: apt-get install redis-server");
  });
  await Promise.race([untilListening(port), failed]);
  return {
    port,
    async stop() {
      child.kill("SIGTERM");
      await once(child, "exit");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilListening(port: number): Promise<void> {
  for (;;) {
    const socket = connect({ port, host: "127.0.0.1" });
    const connected = await Promise.race([
      once(socket, "connect").then(() => true),
      once(socket, "error").then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (connected) return;
    await sleep(50);
  }
}
