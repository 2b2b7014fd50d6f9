import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { nodeFlags } from "./node-flags.ts";

export interface ServerProcess {
  /** What it said first: a server its port, a measurement its result. */
  readonly first: number;
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/** Starts a server of this folder in a process of its own, with the flags of `npm start`. It is ready when it sends its first message, a number. */
export async function startServerProcess(file: string, args: readonly string[] = []): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...nodeFlags, new URL(file, import.meta.url).pathname, ...args], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const first = await new Promise<number>((resolve, reject) => {
    child.once("message", (message) => resolve(Number(message)));
    child.once("exit", (code) => reject(new Error(`${file} ended with ${code} before it was ready`)));
  });
  return {
    first,
    child,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}
