import { DeliveryError, untilAborted, writeObjects } from "@musette/core";
import type { Batch, Connector, RecordFailure } from "@musette/core";
import { callFunction } from "./call-function.ts";
import type { SupabaseConfig } from "./config.ts";
import { createTurns } from "./in-turn.ts";
import { findBucket, openBucket } from "./objects.ts";
import { inTheRow, writeArguments } from "./rows.ts";
import { isLayout, writeRows } from "./write.ts";

/** The three verbs, over one project. It holds no connection: those are fetch's. */
export function connectSupabase(config: SupabaseConfig): Connector {
  const { bucket } = config;
  const inTurn = createTurns();
  let closed = false;

  function refuseWhenClosed(signal: AbortSignal): void {
    signal.throwIfAborted();
    if (!closed) return;
    const { origin } = new URL(config.url);
    throw new DeliveryError("unavailable", `The destination at ${origin} was closed; open it again.`);
  }

  return {
    async write(batch, { signal }) {
      refuseWhenClosed(signal);
      if (bucket === undefined) return await writeRows(config, batch.records, inTheRow, signal);
      // Storage cannot put on the condition that nothing has changed since it was asked. So that an older revision
      // does not slip in between, batches of the same item wait for each other.
      const keys = batch.records.map(({ key }) => key);
      const writing = inTurn(keys, async () => await writeBoth(config, bucket, batch, signal));
      return await untilAborted(writing, signal);
    },
    async check({ signal }) {
      refuseWhenClosed(signal);
      // Of nothing: asks for every permission that a write needs, and leaves nothing behind.
      const nothing = {
        name: "musette_write",
        with: writeArguments([], inTheRow),
        attempted: "check the tables",
      };
      await callFunction(config, nothing, isLayout, signal);
      if (bucket !== undefined) await findBucket(config, bucket, signal);
    },
    async close() {
      closed = true;
    },
  };
}

/** The object first: a row never points to one that is not there. */
async function writeBoth(
  config: SupabaseConfig,
  bucket: string,
  batch: Batch,
  signal: AbortSignal,
): Promise<readonly RecordFailure[]> {
  const { store, names } = openBucket(config, bucket);
  const failures = await writeObjects(store, {}, batch, signal);
  const failed = new Set(failures.map(({ id }) => id));
  const stored = batch.records.filter(({ id }) => !failed.has(id));
  if (stored.length === 0) return failures;
  const inTheBucket = ({ id }: { readonly id: string }) => ({
    payload: null,
    payload_path: names.get(id) ?? null,
  });
  return [...failures, ...(await writeRows(config, stored, inTheBucket, signal))];
}
