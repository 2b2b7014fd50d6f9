import { writeSync } from "node:fs";
import { text } from "node:stream/consumers";
import type { ConnectorDefinition } from "@musette/core";
import type { ChildReport, ChildTask } from "./child-task.ts";
import { deletionBatch } from "./deletion-batch.ts";
import { killBatch } from "./kill-batch.ts";
import { makeBatch } from "./records.ts";

// The process that the conformance kit kills: it opens a connector and writes batches with it.

const { moduleUrl, config, recipe, batches, batchSize } = JSON.parse(await text(process.stdin)) as ChildTask;
const { default: definition } = (await import(moduleUrl)) as { readonly default: ConnectorDefinition };

const connector = definition.open(definition.config.parse(config), {
  name: "conformance",
  log: () => undefined,
  now: () => Date.now(),
});
const recordsOf = recipe === "deletions" ? deletionBatch : killBatch;
for (const batch of batches) {
  report({ batch, state: "started" });
  const { signal } = new AbortController();
  const failures = await connector.write(makeBatch(recordsOf(batch, batchSize)), { signal });
  if (failures.length > 0)
    throw new Error(`write did not deliver: ${failures.map(({ message }) => message).join()}`);
  report({ batch, state: "done" });
}
await connector.close();

function report(line: ChildReport): void {
  // Not process.stdout: what was reported must have left the process when it is killed.
  writeSync(1, `${JSON.stringify(line)}\n`);
}
