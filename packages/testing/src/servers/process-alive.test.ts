import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { isAlive } from "./process-alive.ts";

it("takes a process for alive while it runs, and no longer", async () => {
  const child = spawn("sleep", ["30"]);
  const pid = child.pid ?? 0;
  expect(isAlive(pid)).toBe(true);
  child.kill();
  await once(child, "exit");
  expect(isAlive(pid)).toBe(false);
});

it.runIf(process.platform === "linux")(
  "takes one whose parent has not yet asked for its end for dead",
  async () => {
    // The shell gives its id to a sleep that never asks after the child it finds itself with.
    const parent = spawn("/bin/sh", ["-c", "sleep 0 & echo $!; exec sleep 30"]);
    try {
      const [line] = (await once(parent.stdout, "data")) as [Buffer];
      await expect.poll(() => isAlive(Number(line.toString()))).toBe(false);
    } finally {
      parent.kill();
    }
  },
);
