import { open, stat, truncate } from "node:fs/promises";
import type { Random } from "@musette/testing";

/** What was done to the files of a journal, in words that repeat it. */
export interface Injury {
  readonly kind: "flipped bit" | "flipped bit in a small table" | "torn write" | "truncated log";
  readonly text: string;
}

/** Bytes of a page of the database, and what a disk writes at once. */
const pageBytes = 32_768;
const sectorBytes = 512;
/** About what their rows take. */
const smallBytes = 160;

/** Does one random thing to one of the files beside `path`. */
export async function injure(
  path: string,
  random: Random,
  smallPages: readonly number[] = [],
): Promise<Injury> {
  const page = smallPages[random.integer(0, smallPages.length - 1)];
  if (page !== undefined && random.chance(0.3)) return await injureSmall(path, page, random);
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

/** Flips a bit where the rows of a small table are: at the end of its page, or in the head of it. */
async function injureSmall(path: string, page: number, random: Random): Promise<Injury> {
  const start = (page - 1) * pageBytes;
  const at = random.chance(0.2)
    ? start + random.integer(0, 16)
    : start + pageBytes - random.integer(1, smallBytes);
  const bit = random.integer(0, 7);
  await change(path, at, 1, (bytes) => {
    bytes[0] = (bytes[0] ?? 0) ^ (1 << bit);
  });
  return { kind: "flipped bit in a small table", text: `journal.db byte ${at} bit ${bit}` };
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
