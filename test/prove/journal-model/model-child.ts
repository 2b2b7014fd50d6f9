import { fork } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

export interface ModelTask {
  readonly seed: number;
  readonly runs: number;
  /** In which the journals are made. */
  readonly folder: string;
}

export interface ModelReport {
  readonly done: number;
  /** Done to journals, those of shrinking too. */
  readonly steps: number;
  /** Where journal and model did not agree: the shortest steps to it. */
  readonly failure?: string | undefined;
}

const childFile = fileURLToPath(new URL("./child.ts", import.meta.url));

/** Runs one child to its end. */
export async function runModelChild(
  task: ModelTask,
  signal: AbortSignal,
  onReport: (report: ModelReport) => void,
): Promise<ModelReport> {
  const child = fork(childFile, [JSON.stringify(task)], {
    // A journal has a thread of its own, so that thousands of them load the same modules.
    env: { ...process.env, NODE_COMPILE_CACHE: path.join(tmpdir(), "musette-compile-cache") },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const stop = () => void child.kill("SIGKILL");
  signal.addEventListener("abort", stop);
  let newest: ModelReport = { done: 0, steps: 0 };
  child.on("message", (message) => {
    newest = message as ModelReport;
    onReport(newest);
  });
  const [code, killedBy] = (await once(child, "exit")) as [number | null, string | null];
  signal.removeEventListener("abort", stop);
  signal.throwIfAborted();
  if (code === 0) return newest;
  return { ...newest, failure: newest.failure ?? `ended (${killedBy ?? code}) after ${newest.done} runs` };
}
