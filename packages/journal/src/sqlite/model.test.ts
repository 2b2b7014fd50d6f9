import * as fc from "fast-check";
import { it } from "vitest";
import { step } from "../testdata/model-step.ts";
import { temporaryJournalPath } from "../testdata/temporary-journal-path.ts";
import { trySteps } from "../testdata/try-steps.ts";

/** `npm run prove -- journal-model` does it 10,000 times. */
it("does what a plain model of it does, whatever is asked in whatever order", async () => {
  const path = temporaryJournalPath();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), (steps) => trySteps(`${path}-${(run += 1)}`, steps)),
    { numRuns: 20 },
  );
});
