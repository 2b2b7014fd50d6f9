import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { ChildReport, ChildTask } from "./child-messages.ts";

const childFile = fileURLToPath(new URL("./child.ts", import.meta.url));

/** A portion is a matter of a second. */
const silenceMs = 60_000;

export interface ChildEnd {
  readonly report: ChildReport | undefined;
  /** It hung or ended before its time, and where. */
  readonly failure: string | undefined;
}

/** Runs one child to its end, or until it has not said anything for a minute. */
export async function runChild(
  task: ChildTask,
  signal: AbortSignal,
  onReport: (report: ChildReport) => void,
): Promise<ChildEnd> {
  const child = fork(childFile, [JSON.stringify(task)], {
    execArgv: ["--expose-gc"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  let report: ChildReport | undefined;
  let hung = false;
  let watchdog: NodeJS.Timeout | undefined;
  const watch = () => {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => {
      hung = true;
      child.kill("SIGKILL");
    }, silenceMs);
  };
  const stop = () => void child.kill("SIGKILL");
  signal.addEventListener("abort", stop);
  watch();
  const { promise, resolve } = Promise.withResolvers<string>();
  child.on("message", (message) => {
    report = message as ChildReport;
    onReport(report);
    watch();
  });
  child.once("error", (error) => resolve(error.message));
  child.once("exit", (code, killedBy) => resolve(killedBy ?? `exit code ${code}`));
  const end = await promise;
  clearTimeout(watchdog);
  signal.removeEventListener("abort", stop);
  signal.throwIfAborted();
  if (report?.isEnd === true) return { report, failure: undefined };
  const where = `between payloads ${report?.done ?? 0} and ${(report?.done ?? 0) + 250}`;
  return { report, failure: hung ? `hung ${where}` : `ended (${end}) ${where}` };
}
