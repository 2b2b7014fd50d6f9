import { closeSync, constants, openSync, readSync, writeSync } from "node:fs";

/**
 * How far the journal had come, noted beside it in `<path>.head`: if the database ends before that, a
 * piece of it is missing, for SQLite takes a write-ahead log that is damaged as one that ends there.
 *
 * Written after the commit and not synced. So after a power cut it may say too little, never too much.
 */
export interface HeadMark {
  /** What it says; 0 when there is none. */
  readonly seq: number;
  write(seq: number): void;
  close(): void;
}

/** Digits of a number, so that a newer one covers an older one whole. */
const width = 16;

export function openHeadMark(path: string): HeadMark {
  const file = openSync(`${path}.head`, constants.O_RDWR | constants.O_CREAT, 0o600);
  const buffer = Buffer.alloc(width);
  const text = buffer.toString("latin1", 0, readSync(file, buffer, 0, width, 0));
  let written = /^\d{16}$/.test(text) ? Number(text) : 0;
  return {
    seq: Number.isSafeInteger(written) ? written : 0,
    write(seq) {
      if (seq === written) return;
      buffer.write(String(seq).padStart(width, "0"), "latin1");
      try {
        writeSync(file, buffer, 0, width, 0);
        written = seq;
      } catch {
        // It says too little then, which hides a loss but makes none up.
      }
    },
    close: () => closeSync(file),
  };
}
