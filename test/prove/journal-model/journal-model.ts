import { access } from "node:fs/promises";
import { tmpdir } from "node:os";
import type { Proof } from "../proof.ts";
import { runModelChild, type ModelReport } from "./model-child.ts";

const counts = { short: 40, full: 10_000 } as const;
const children = 2;
const memoryFolder = "/dev/shm";

export const journalModel: Proof = {
  name: "journal-model",
  title:
    "Random appends, crashes, cursors, retries, dead letters, re-runs, erasures and prunes, done to the journal and to a simple model of it",
  bar: "10,000 runs agree",

  async run(run) {
    const runs = counts[run.scale];
    // It is the logic that is tried, so the disk need not be waited for: `kill` and `damage` have one.
    const folder = await access(memoryFolder).then(
      () => memoryFolder,
      () => tmpdir(),
    );
    const reports = new Map<number, ModelReport>();
    await Promise.all(
      Array.from({ length: children }, async (_, n) => {
        const task = { seed: run.seed + n * runs, runs: runs / children, folder };
        const end = await runModelChild(task, run.signal, (report) => {
          reports.set(n, report);
          const done = [...reports.values()].reduce((sum, one) => sum + one.done, 0);
          run.progress(done, runs);
        });
        reports.set(n, end);
      }),
    );
    const ends = [...reports.values()];
    const notes = ends.flatMap(({ failure }) => failure ?? []);
    const agree = ends.reduce((sum, { done, failure }) => sum + (failure === undefined ? done : 0), 0);
    const steps = ends.reduce((sum, one) => sum + one.steps, 0);
    return {
      met: notes.length === 0 && agree === runs,
      figures: { "runs that agree": agree, of: runs, steps: steps },
      notes,
    };
  },
};
