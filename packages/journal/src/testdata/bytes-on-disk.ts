import { existsSync, readFileSync } from "node:fs";

/** Which of these texts occur in the bytes of a journal's database or write-ahead log. */
export function textsOnDisk(path: string, texts: readonly string[]): readonly string[] {
  const files = [path, `${path}-wal`].filter((file) => existsSync(file)).map((file) => readFileSync(file));
  return texts.filter((text) => files.some((bytes) => bytes.includes(text)));
}
