import { stat } from "node:fs/promises";
import { join } from "node:path";
import { diskFile } from "./disk-file.ts";
import type { InputFile, RefusedInput } from "./input-file.ts";
import { isPayloadName } from "./is-payload-name.ts";
import { listFolder } from "./list-folder.ts";
import { openZip, type OpenZip } from "./open-zip.ts";

/** The files behind what was named: by name and size only. */
export interface Inputs extends Disposable {
  readonly files: readonly InputFile[];
  readonly refused: readonly RefusedInput[];
  /** Files of folders and zips that are no payloads by their names. */
  readonly passedOver: number;
}

/** Finds the files that are named, and those in folders and zips that are. Never throws for one of them. */
export async function findInputs(paths: readonly string[]): Promise<Inputs> {
  const files: InputFile[] = [];
  const refused: RefusedInput[] = [];
  const zips: OpenZip[] = [];
  let passedOver = 0;

  async function addZip(path: string): Promise<void> {
    const zip = await openZip(path);
    zips.push(zip);
    files.push(...zip.files);
    refused.push(...zip.refused);
    passedOver += zip.passedOver;
  }

  async function addFolder(folder: string): Promise<void> {
    for (const name of await listFolder(folder)) {
      // Below the folder only: it may lie in a hidden one, or be named by `../`, itself.
      const path = join(folder, name);
      if (isZip(path)) await add(path);
      else if (isPayloadName(name)) files.push(diskFile(path, await stat(path)));
      else passedOver += 1;
    }
  }

  async function add(path: string): Promise<void> {
    try {
      const facts = await stat(path);
      if (facts.isDirectory()) await addFolder(path);
      else if (isZip(path)) await addZip(path);
      else files.push(diskFile(path, facts));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      refused.push({ name: path, detail: `cannot be read: ${reason}` });
    }
  }

  for (const path of paths) await add(path);
  return {
    files,
    refused,
    passedOver,
    [Symbol.dispose]() {
      for (const zip of zips) zip.close();
    },
  };
}

function isZip(path: string): boolean {
  return /\.zip$/i.test(path);
}
