import { statfs } from "node:fs/promises";
import path from "node:path";
import type { Clock } from "@musette/core";
import type { Journal } from "@musette/journal";
import type { Logger } from "pino";

const everyMs = 60_000;
/** At this part of what it may have, an operator is told; they hear that it is over below the other. */
const nearlyFull = 0.9;
const roomAgain = 0.85;

export interface WatchRoomOptions {
  readonly journal: Pick<Journal, "stats">;
  readonly path: string;
  /** `journal.max_size`; null: until the disk is full. */
  readonly maxBytes: number | null;
  readonly clock: Clock;
  readonly log: Pick<Logger, "info" | "warn">;
  /** Bytes free on the disk that holds a path; the system's answer unless a test passes its own. */
  readonly freeBytes?: (path: string) => Promise<number>;
}

/**
 * Looks every minute how much room the journal has left, by its limit and by its disk, and says once that
 * it is nearly full: while there still is time to raise the limit, or to get a destination to take events.
 *
 * @returns how to stop.
 */
export function watchRoom(options: WatchRoomOptions): () => void {
  const { journal, maxBytes, clock, log, freeBytes = freeOnDisk } = options;
  let isTold = false;
  let isStopped = false;
  let cancel = () => {};

  async function look(): Promise<void> {
    const { bytes } = await journal.stats();
    const limitBytes = Math.min(maxBytes ?? Infinity, bytes + (await freeBytes(options.path)));
    const used = bytes / limitBytes;
    if (!isTold && used >= nearlyFull) {
      isTold = true;
      const advice =
        "When it is full, requests are answered 503. Raise journal.max_size, free the disk, or see why destinations are behind.";
      log.warn({ bytes, limitBytes }, `the journal is nearly full: ${Math.floor(used * 100)} %. ${advice}`);
    } else if (isTold && used < roomAgain) {
      isTold = false;
      log.info({ bytes, limitBytes }, "the journal has room again");
    }
  }

  async function run(): Promise<void> {
    // Where it cannot be told (a journal that is closing, a strange file system) nobody is alarmed.
    await look().catch(() => undefined);
    if (!isStopped) cancel = clock.after(everyMs, () => void run());
  }

  void run();
  return () => {
    isStopped = true;
    cancel();
  };
}

async function freeOnDisk(file: string): Promise<number> {
  const { bavail, bsize } = await statfs(path.dirname(path.resolve(file)));
  return bavail * bsize;
}
