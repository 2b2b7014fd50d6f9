import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { findInputs } from "./find-inputs.ts";

async function makeFolder(...files: readonly string[]): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "musette-inputs-"));
  onTestFinished(async () => await rm(folder, { recursive: true }));
  for (const file of files) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), "{}");
  }
  return folder;
}

async function namesIn(named: string): Promise<{ names: string[]; passedOver: number }> {
  using inputs = await findInputs([named]);
  return { names: inputs.files.map(({ name }) => name), passedOver: inputs.passedOver };
}

it("finds the payloads of a folder, and passes over what is hidden in it or is none", async () => {
  const folder = await makeFolder("b/2.fit", "a.json", "notes.txt", ".cache/3.json", "b/.4.json");
  expect(await namesIn(folder)).toEqual({
    names: [path.join(folder, "a.json"), path.join(folder, "b/2.fit")],
    passedOver: 3,
  });
});

it.each([".exports", "__MACOSX"])("finds them where the folder itself is %s", async (name) => {
  const folder = path.join(await makeFolder(`${name}/a.json`), name);
  expect((await namesIn(folder)).names).toEqual([path.join(folder, "a.json")]);
});

it("finds them where the folder is named by the one above", async () => {
  const named = path.relative(process.cwd(), await makeFolder("a.json"));
  expect(named).toMatch(/^\.\.[\\/]/);
  expect((await namesIn(named)).names).toEqual([path.join(named, "a.json")]);
});
