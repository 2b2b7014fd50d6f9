import { mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import * as fc from "fast-check";
import { step } from "../../../packages/journal/src/testdata/model-step.ts";
import { trySteps } from "../../../packages/journal/src/testdata/try-steps.ts";
import type { ModelReport, ModelTask } from "./model-child.ts";

/** The process that tries its share of the runs: `node child.ts TASK`. */
const { seed, runs, folder } = JSON.parse(process.argv[2] ?? "") as ModelTask;

const portion = 10;
let steps = 0;
let failure: string | undefined;

function report(done: number): void {
  process.send?.({ done, steps, failure } satisfies ModelReport);
}

for (let done = 0; done < runs && failure === undefined; done += portion) {
  // Each portion has a seed of its own, so that one that fails is tried again in seconds.
  const portionSeed = seed + done;
  const home = await mkdtemp(path.join(folder, "musette-model-"));
  let run = 0;
  const details = await fc.check(
    fc.asyncProperty(fc.array(step, { maxLength: 30, size: "max" }), async (list) => {
      steps += list.length;
      await trySteps(path.join(home, `journal-${(run += 1)}`), list);
    }),
    { numRuns: Math.min(portion, runs - done), seed: portionSeed, endOnFailure: false },
  );
  await rm(home, { recursive: true, force: true });
  if (details.failed) {
    const error = details.errorInstance;
    failure = `fast-check seed ${portionSeed}, path ${details.counterexamplePath}: ${JSON.stringify(details.counterexample)}: ${error instanceof Error ? error.message : String(error)}`;
  }
  report(Math.min(done + portion, runs));
}
process.disconnect();
