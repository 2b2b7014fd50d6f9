import { hash } from "node:crypto";
import { watch } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";

/** Editors and deployments change a file in several steps. */
const settleMs = 200;

export interface WatchFileOptions {
  readonly onChange: () => void;
  /** The file cannot be watched any more, or could not from the start. */
  readonly onError: (error: unknown) => void;
}

/**
 * Tells when a file's content has changed: written in place, replaced by another (as editors do), or its
 * folder's link led elsewhere (as Kubernetes does with a ConfigMap). The folder is watched, for a watch on
 * a file stays with the one that was replaced.
 *
 * @returns how to stop.
 */
export function watchFile(file: string, { onChange, onError }: WatchFileOptions): () => void {
  let known = digestOf(file);
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    timer = undefined;
    const before = await known;
    known = digestOf(file);
    const now = await known;
    // In the middle of being replaced it is not there for a moment.
    if (now === undefined) known = Promise.resolve(before);
    else if (now !== before) onChange();
  }

  try {
    // Not put off by each event: a folder in which something always happens is looked at all the same.
    const watcher = watch(path.dirname(path.resolve(file)), { persistent: false }, () => {
      timer ??= setTimeout(() => void look(), settleMs);
    });
    watcher.on("error", onError);
    return () => {
      clearTimeout(timer);
      watcher.close();
    };
  } catch (error) {
    onError(error);
    return () => {};
  }
}

async function digestOf(file: string): Promise<string | undefined> {
  try {
    return hash("sha256", await readFile(file), "hex");
  } catch {
    return undefined;
  }
}
