import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { installPackages } from "./install-packages.ts";

/** Holds a program that stands for apt-get and writes down how it was called. */
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "musette-apt-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function aptGetThat(ends: string): Promise<() => Promise<readonly string[]>> {
  const calls = join(folder, "calls");
  const program = join(folder, "apt-get");
  await writeFile(program, `#!/bin/sh\necho "$DEBIAN_FRONTEND: $*" >> "${calls}"\n${ends}\n`);
  await chmod(program, 0o755);
  return async () => (await readFile(calls, "utf8")).trim().split("\n");
}

const install = "noninteractive: install -y --no-install-recommends redis-server";

it("installs without asking", async () => {
  const calls = await aptGetThat("exit 0");
  await installPackages(join(folder, "apt-get"), ["redis-server"]);
  expect(await calls()).toEqual([install]);
});

it("fetches the package lists when the packages are not known yet", async () => {
  const updated = join(folder, "updated");
  const calls = await aptGetThat(`if [ "$1" = update ]; then touch ${updated}; fi; test -e ${updated}`);
  await installPackages(join(folder, "apt-get"), ["redis-server"]);
  expect(await calls()).toEqual([install, "noninteractive: update", install]);
});

it("says which call failed", async () => {
  await aptGetThat("exit 100");
  await expect(installPackages(join(folder, "apt-get"), ["redis-server"])).rejects.toThrow(
    "apt-get update ended with 100",
  );
});
