import { mkdir, rename, symlink, writeFile } from "node:fs/promises";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { watchFile } from "./watch-file.ts";

/** Longer than a change takes to settle. */
const aMoment = 600;

async function watched(prepare: (folder: string) => Promise<string>) {
  const folder = await mkdtemp(path.join(tmpdir(), "musette-watch-"));
  const file = await prepare(folder);
  let changes = 0;
  const stop = watchFile(file, {
    onChange: () => (changes += 1),
    onError: (error) => {
      throw error;
    },
  });
  await sleep(50);
  return {
    folder,
    file,
    async changesAfter(act: () => Promise<unknown>) {
      changes = 0;
      await act();
      await sleep(aMoment);
      return changes;
    },
    async [Symbol.asyncDispose]() {
      stop();
      await rm(folder, { recursive: true });
    },
  };
}

async function plainFile(folder: string): Promise<string> {
  const file = path.join(folder, "a.yaml");
  await writeFile(file, "one");
  return file;
}

it("tells once of a file that is written in steps, and not of one that stays the same", async () => {
  await using under = await watched(plainFile);
  const { file, folder } = under;
  expect(
    await under.changesAfter(async () => {
      await writeFile(file, "");
      await writeFile(file, "two");
    }),
  ).toBe(1);
  expect(await under.changesAfter(async () => await writeFile(file, "two"))).toBe(0);
  expect(await under.changesAfter(async () => await writeFile(path.join(folder, "other"), "x"))).toBe(0);
});

it("tells of a file that is replaced, again and again", async () => {
  await using under = await watched(plainFile);
  for (const text of ["two", "three"]) {
    const replace = async () => {
      await writeFile(`${under.file}.new`, text);
      await rename(`${under.file}.new`, under.file);
    };
    expect(await under.changesAfter(replace)).toBe(1);
  }
});

it("tells of a ConfigMap whose link leads elsewhere", async () => {
  await using under = await watched(async (folder) => {
    for (const version of ["one", "two"]) {
      await mkdir(path.join(folder, `..${version}`));
      await writeFile(path.join(folder, `..${version}`, "a.yaml"), version);
    }
    await symlink("..one", path.join(folder, "..data"));
    await symlink("..data/a.yaml", path.join(folder, "a.yaml"));
    return path.join(folder, "a.yaml");
  });
  const swap = async () => {
    await symlink("..two", path.join(under.folder, "..data_tmp"));
    await rename(path.join(under.folder, "..data_tmp"), path.join(under.folder, "..data"));
  };
  expect(await under.changesAfter(swap)).toBe(1);
});
