import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A server that this repository's tooling started and that may still be running. */
export interface StartedServer {
  readonly name: string;
  readonly url: string;
  readonly version: string;
  readonly pid: number;
  readonly stopSignal: "SIGINT" | "SIGTERM";
  /** Its data and its log; removed with it. */
  readonly folder: string;
  /** Who stops it: `services`, or the process id of a test run. */
  readonly owner: string;
}

/** Where the list of started servers, and the lock on it, are kept. */
export const cacheFolder = join(import.meta.dirname, "../../../../node_modules/.cache/musette");

const file = join(cacheFolder, "services.json");

/** What was started and not yet stopped, by any process. It may have died since. */
export async function readStarted(): Promise<readonly StartedServer[]> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as readonly StartedServer[];
  } catch {
    // Not there, or cut off: then nothing is known to run, and what is needed is started anew.
    return [];
  }
}

/** Replaces the list, in one step. To be called with the lock held. */
export async function writeStarted(servers: readonly StartedServer[]): Promise<void> {
  await mkdir(cacheFolder, { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(servers, null, 2)}\n`);
  await rename(draft, file);
}
