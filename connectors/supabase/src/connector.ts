import { DeliveryError, createObjectWriter, deletionRecord, untilAborted } from "@musette/core";
import type { Batch, Connector, RecordFailure } from "@musette/core";
import { callFunction } from "./call-function.ts";
import type { SupabaseConfig } from "./config.ts";
import { createTurns } from "./in-turn.ts";
import { findBucket, openBucket } from "./objects.ts";
import { inTheRow } from "./rows.ts";
import { batchCall, isLayout, writeRows } from "./write.ts";

/** The three verbs, over one project. It holds no connection: those are fetch's. */
export function connectSupabase(config: SupabaseConfig): Connector {
  const { bucket } = config;
  const deletesUsers = config.on_user_delete === "delete";
  const inTurn = createTurns();
  let closed = false;

  function refuseWhenClosed(signal: AbortSignal): void {
    signal.throwIfAborted();
    if (!closed) return;
    const { origin } = new URL(config.url);
    throw new DeliveryError("unavailable", `The destination at ${origin} was closed; open it again.`);
  }

  return {
    async write(given, { signal }) {
      refuseWhenClosed(signal);
      const batch = deletesUsers ? { ...given, records: given.records.map(deletionRecord) } : given;
      if (bucket === undefined) return await writeRows(config, batch.records, inTheRow, signal);
      // Storage cannot put on the condition that nothing has changed since it was asked. So that an older revision
      // does not slip in between, batches of the same item wait for each other; and where users are deleted, those
      // of the same user, so that nothing newer is deleted.
      const keys = batch.records.map(({ key, user }) => (deletesUsers ? user.user_id : key));
      const writing = inTurn(keys, async () => await writeBoth(config, bucket, batch, signal));
      return await untilAborted(writing, signal);
    },
    async check({ signal }) {
      refuseWhenClosed(signal);
      // Of nothing: asks for every permission that a write needs, and leaves nothing behind.
      const nothing = { ...batchCall(config, [], inTheRow), attempted: "check the tables" };
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
  const { on_user_delete } = config;
  const failures = await createObjectWriter(store, { on_user_delete }).write(batch, signal);
  const failed = new Set(failures.map(({ id }) => id));
  const stored = batch.records.filter(({ id }) => !failed.has(id));
  if (stored.length === 0) return failures;
  const inTheBucket = ({ id }: { readonly id: string }) => ({
    payload: null,
    payload_path: names.get(id) ?? null,
  });
  return [...failures, ...(await writeRows(config, stored, inTheBucket, signal))];
}
