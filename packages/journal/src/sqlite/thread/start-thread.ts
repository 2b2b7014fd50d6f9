import { Worker } from "node:worker_threads";

/** V8's own choice lets the thread's garbage grow by 100 MB and more, and is no faster (measured). */
const youngGenerationMegabytes = 12;

/**
 * Starts the thread of a journal that is named later, to `openSqliteJournal`: a thread takes a few hundred
 * milliseconds to load, in which its starter can read a configuration. Until then it keeps no process alive.
 */
export function startJournalThread(): Worker {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMegabytes },
  });
  worker.unref();
  return worker;
}
