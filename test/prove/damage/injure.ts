import { open, stat, truncate } from "node:fs/promises";
import type { Random } from "@musette/testing";

/** What was done to the files of a journal, in words that repeat it. */
export interface Injury {
  readonly kind: "flipped bit" | "torn write" | "truncated log";
  readonly text: string;
}

/** Bytes of a page of the database, and what a disk writes at once. */
const pageBytes = 32_768;
const sectorBytes = 512;

/** Does one random thing to one of the files beside `path`. */
export async function injure(path: string, random: Random): Promise<Injury> {
  const file = await chooseFile(path, random);
  const size = (await stat(file)).size;
  const name = file.slice(path.lastIndexOf("/") + 1);
  if (file.endsWith("-wal") && random.chance(0.2)) {
    const length = random.integer(0, size - 1);
    await truncate(file, length);
    return { kind: "truncated log", text: `${name} cut to ${length} of ${size} bytes` };
  }
  if (random.chance(0.2)) {
    const at = random.integer(0, Math.floor(size / sectorBytes) - 1) * sectorBytes;
    const isZero = random.chance(0.5);
    await change(file, at, sectorBytes, (bytes) => {
      for (let n = 0; n < bytes.length; n++) bytes[n] = isZero ? 0 : random.integer(0, 255);
    });
    return { kind: "torn write", text: `${name} sector at ${at} ${isZero ? "zero" : "random"}` };
  }
  const at = placeOf(size, random);
  const bit = random.integer(0, 7);
  await change(file, at, 1, (bytes) => {
    bytes[0] = (bytes[0] ?? 0) ^ (1 << bit);
  });
  return { kind: "flipped bit", text: `${name} byte ${at} bit ${bit}` };
}

async function chooseFile(path: string, random: Random): Promise<string> {
  const log = `${path}-wal`;
  const hasLog = (await stat(log).catch(() => undefined))?.size ?? 0;
  if (hasLog === 0 || random.chance(0.4)) return path;
  return random.chance(0.8) ? log : `${path}-shm`;
}

/** Anywhere, and every third time at the head of a page, where the structure of the database is. */
function placeOf(size: number, random: Random): number {
  const anywhere = random.integer(0, size - 1);
  if (!random.chance(1 / 3)) return anywhere;
  return Math.min(anywhere - (anywhere % pageBytes) + random.integer(0, 100), size - 1);
}

async function change(
  file: string,
  at: number,
  length: number,
  edit: (bytes: Buffer) => void,
): Promise<void> {
  const handle = await open(file, "r+");
  try {
    const bytes = Buffer.alloc(length);
    await handle.read(bytes, 0, length, at);
    edit(bytes);
    await handle.write(bytes, 0, length, at);
  } finally {
    await handle.close();
  }
}
