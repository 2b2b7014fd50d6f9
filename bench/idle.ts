import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { startMusette } from "./started-musette.ts";
import { formatSpread, spread } from "./statistics.ts";

const bars = { residentBytes: 120_000_000 };
/** Until the garbage of the start is given back: it is looked for every five seconds. */
const settleMs = 12_000;
const preload = pathToFileURL(path.resolve(import.meta.dirname, "../test/container/loaded-modules.ts")).href;

/**
 * What a server that was just started takes while nothing happens, with two destinations: resident and
 * proportional memory (RSS, PSS), and how many modules it has loaded.
 */
export async function run({
  json,
  quick,
}: {
  readonly json: boolean;
  readonly quick: boolean;
}): Promise<boolean> {
  const folder = await mkdtemp(path.join(tmpdir(), "musette-bench-idle-"));
  try {
    const modules = await countModules(folder);
    const measured: Memory[] = [];
    const rounds = quick ? 1 : 3;
    // The first leaves the compiled sources that an image has in it, and is not counted.
    for (let round = 0; round <= rounds; round++) {
      const server = await startMusette(folder);
      if (round > 0) {
        await sleep(settleMs);
        measured.push(await readMemory(server.pid));
      }
      await server.kill("SIGTERM");
    }
    const residentBytes = spread(measured.map(({ rss }) => rss));
    const proportionalBytes = spread(measured.map(({ pss }) => pss));
    const met = residentBytes.median < bars.residentBytes;
    if (json) {
      console.log(
        JSON.stringify({ benchmark: "idle", residentBytes, proportionalBytes, modules, bars, met }),
      );
      return met;
    }
    const megabytes = ({ median, min, max }: typeof residentBytes) =>
      formatSpread({ median: median / 1e6, min: min / 1e6, max: max / 1e6 });
    console.log(`\nidle: a server with two destinations, doing nothing, MB: median [min - max]`);
    console.log(
      `  resident (RSS)          ${megabytes(residentBytes)}   bar 120: ${met ? "met" : "NOT met"}`,
    );
    console.log(`  proportional (PSS)      ${megabytes(proportionalBytes)}`);
    console.log(`  modules loaded          ${modules.toLocaleString("en-US")}\n`);
    return met;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Memory {
  readonly rss: number;
  readonly pss: number;
}

async function readMemory(pid: number): Promise<Memory> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, "utf8");
  const bytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(text)?.[1]) * 1_024;
  return { rss: bytes("Rss"), pss: bytes("Pss") };
}

async function countModules(folder: string): Promise<number> {
  const list = path.join(folder, "loaded");
  await writeFile(list, "");
  const env = { LOADED_MODULES: list, NODE_COMPILE_CACHE: path.join(folder, "other") };
  const server = await startMusette(folder, { nodeFlags: ["--import", preload], env });
  await server.kill("SIGTERM");
  const urls = (await readFile(list, "utf8")).split("\n").filter((url) => url.startsWith("file:"));
  return new Set(urls).size;
}
