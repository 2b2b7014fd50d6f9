import { inheritedFlags } from "../inherited-flags.ts";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { ChildReport, ChildTask } from "./child-task.ts";

const childPath = fileURLToPath(new URL("./child.ts", import.meta.url));

/** A process that hangs is not waited for. */
const longestRunMs = 60_000;

/** How a child process went. */
export interface ChildOutcome {
  /** Batches whose write had returned. */
  readonly done: ReadonlySet<number>;
  /** It was killed while a write was under way. */
  readonly killedInWrite: boolean;
}

/**
 * Runs the task in a process of its own. With `kill`, that process gets SIGKILL some way into the write
 * of `kill.batch`: `kill.progress` times as long as the write before took (0: at once).
 *
 * @throws {Error} with what the process printed, when it fails on its own.
 */
export async function runChild(
  task: ChildTask,
  kill?: { readonly batch: number; readonly progress: number },
): Promise<ChildOutcome> {
  const child = spawn(process.execPath, [...inheritedFlags, childPath], {
    stdio: ["pipe", "pipe", "pipe"],
    timeout: longestRunMs,
    killSignal: "SIGKILL",
  });
  // A child that dies early closes its input; how it ended is told by its exit.
  child.stdin.on("error", () => undefined);
  child.stdin.end(JSON.stringify(task));
  const exited = once(child, "exit") as Promise<[code: number | null, signal: NodeJS.Signals | null]>;
  const complaints = text(child.stderr);

  const done = new Set<number>();
  let startedAtMs = 0;
  let previousWriteMs = 0;
  let writing = false;
  for await (const line of createInterface({ input: child.stdout })) {
    const { batch, state } = JSON.parse(line) as ChildReport;
    writing = state === "started";
    if (state === "done") {
      done.add(batch);
      previousWriteMs = performance.now() - startedAtMs;
    } else {
      startedAtMs = performance.now();
      if (batch === kill?.batch) setTimeout(() => child.kill("SIGKILL"), kill.progress * previousWriteMs);
    }
  }

  const [code, signal] = await exited;
  if (code !== 0 && (kill === undefined || signal !== "SIGKILL")) {
    throw new Error(`The child process failed (exit ${code}, signal ${signal}): ${await complaints}`);
  }
  return { done, killedInWrite: signal === "SIGKILL" && writing };
}
