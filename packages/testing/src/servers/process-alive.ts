import { readdirSync, readFileSync } from "node:fs";

/** Whether a process exists and still runs, also one of another user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  return !isZombie(pid);
}

/**
 * A process that has ended keeps its id until its parent asks for its exit code. One whose first thread
 * has ended looks alike, and holds its sockets until the other threads have.
 */
function isZombie(pid: number): boolean {
  if (process.platform !== "linux") return false;
  try {
    // "PID (NAME) STATE …": the name may itself hold brackets and spaces.
    const isEnded = /\) Z [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
    return isEnded && readdirSync(`/proc/${pid}/task`).length === 1;
  } catch {
    return false;
  }
}
