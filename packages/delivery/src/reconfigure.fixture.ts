import type { TestBench } from "./testing-delivery.ts";

/** As the journal on disk: writes are done in order and take a while, reads do not wait for them. */
export function slowWrites({ journal }: TestBench, turns: number): void {
  let last: Promise<unknown> = Promise.resolve();
  const slow =
    <Args extends readonly unknown[], Result>(write: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      const before = last;
      const { promise, resolve } = Promise.withResolvers<void>();
      last = promise;
      await before;
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      try {
        return await write(...args);
      } finally {
        resolve();
      }
    };
  const { openCursor, claim, settle, saveState, pauseCursor, requeue } = journal;
  Object.assign(journal, {
    openCursor: slow(openCursor),
    claim: slow(claim),
    settle: slow(settle),
    saveState: slow(saveState),
    pauseCursor: slow(pauseCursor),
    requeue: slow(requeue),
  });
}

/** Writes that wait for the test to let them go. */
export function gate() {
  const waiting: (() => void)[] = [];
  return {
    write: async () => {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return [];
    },
    open: () => waiting.splice(0).forEach((resolve) => resolve()),
  };
}
