import { copyFileSync, existsSync } from "node:fs";
import type { Journal } from "../journal.ts";
import { openSqliteJournal } from "../sqlite/open-sqlite-journal.ts";
import { compareWithModel } from "./compare-with-model.ts";
import { newModel, type Model } from "./journal-model.ts";
import type { Step } from "./model-step.ts";
import { operatorSteps } from "./operator-steps.ts";
import { serverSteps } from "./server-steps.ts";

/**
 * Does the steps to a new journal and to its model, and compares what they hold in the end. `path` and
 * what begins with it is left to the caller to remove.
 *
 * @throws {AssertionError} where they do not agree.
 */
export async function trySteps(path: string, steps: readonly Step[]): Promise<void> {
  const model = newModel();
  let file = path;
  let journal = await openSqliteJournal({ path: file });
  try {
    await journal.openCursor("lake", "beginning");
    for (const step of steps) {
      if (step.kind === "reopen") {
        await journal.close();
        journal = await openSqliteJournal({ path: file });
      } else if (step.kind === "crash") {
        const copy = `${file}+`;
        copyAsKilled(file, copy);
        await journal.close();
        file = copy;
        journal = await openSqliteJournal({ path: file });
      } else await doStep(journal, model, step);
    }
    await compareWithModel(journal, model);
  } finally {
    await journal.close();
  }
}

async function doStep(
  journal: Journal,
  model: Model,
  step: Exclude<Step, { kind: "reopen" | "crash" }>,
): Promise<void> {
  switch (step.kind) {
    case "append":
      return await serverSteps.append(journal, model, step.events);
    case "claim":
      return await serverSteps.claim(journal, model, step.length);
    case "settle":
      return await serverSteps.settle(journal, model, step);
    case "fail":
      return await serverSteps.fail(journal, model, step.pick);
    case "requeue":
      return await serverSteps.requeue(journal, model, step.seq);
    case "erase":
      return await serverSteps.erase(journal, model, step);
    case "prune":
      return await serverSteps.prune(journal, model);
    case "bury":
      return await operatorSteps.bury(journal, model, step.seq);
    case "exhume":
      return await operatorSteps.exhume(journal, model, step.seq);
    case "quarantine":
      return await operatorSteps.quarantine(journal, model, step.userId);
    case "rerun":
      return await operatorSteps.rerun(journal, model, step.id);
    case "dropQuarantine":
      return await operatorSteps.dropQuarantine(journal, model, step.id);
    case "forget":
      return await operatorSteps.forget(journal, model);
  }
}

/** Copies the files as a kill at this moment would leave them, while the journal is open. */
function copyAsKilled(path: string, to: string): void {
  for (const suffix of ["", "-wal", ".head"]) {
    if (existsSync(path + suffix)) copyFileSync(path + suffix, to + suffix);
  }
}
