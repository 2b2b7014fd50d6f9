import type { RawConfig } from "./target.ts";

/** What the process that is to be killed is told, as JSON on its standard input. */
export interface ChildTask {
  readonly moduleUrl: string;
  readonly config: RawConfig;
  /** What the batches are made of. @default "items" */
  readonly recipe?: "items" | "deletions";
  /** Batches to write, one after another. See `killBatch` and `deletionBatch`. */
  readonly batches: readonly number[];
  /** Records in each batch. */
  readonly batchSize: number;
}

/** What it says of each batch, one JSON line each, on its standard output. */
export interface ChildReport {
  readonly batch: number;
  readonly state: "started" | "done";
}
