import type { DeliveryRecord, RecordFailure } from "@musette/core";
import { callFunction } from "./call-function.ts";
import type { SupabaseConfig } from "./config.ts";
import { classify, describe, isRowError } from "./errors.ts";
import { writeArguments, writtenOf } from "./rows.ts";
import type { PayloadPlace } from "./rows.ts";

/** The layout of the tables that this connector writes; schema.sql makes it, and `musette_write` returns it. */
const layout = 1;

/**
 * Writes the records' rows in one request and one transaction. When a row is refused, the records are written each
 * on its own, in one more request; those that are refused are returned. With `on_user_delete: delete`, the
 * functions of on-user-delete.sql do it, and delete what a deletion takes in.
 */
export async function writeRows(
  config: SupabaseConfig,
  records: readonly DeliveryRecord[],
  placeOf: (record: DeliveryRecord) => PayloadPlace,
  signal: AbortSignal,
): Promise<readonly RecordFailure[]> {
  const attempted = `write to the tables in schema "${config.schema}"`;
  try {
    await callFunction(config, { ...batchCall(config, records, placeOf), attempted }, isLayout, signal);
    return [];
  } catch (error) {
    if (!isRowError(error)) throw error;
  }
  const writes = records.map((record) => ({ id: record.id, ...writeArguments([record], placeOf) }));
  const each =
    config.on_user_delete === "delete"
      ? { name: "musette_write_each_deleting", with: { writes, written: writtenOf(records) }, attempted }
      : { name: "musette_write_each", with: { writes }, attempted };
  const refused = await callFunction(config, each, isRefusedList, signal);
  return refused.map((row) => failureOf(config, attempted, row));
}

/** Which function writes a batch, and its arguments. */
export function batchCall(
  config: Pick<SupabaseConfig, "on_user_delete">,
  records: readonly DeliveryRecord[],
  placeOf: (record: DeliveryRecord) => PayloadPlace,
): { readonly name: string; readonly with: object } {
  const rows = writeArguments(records, placeOf);
  if (config.on_user_delete === "keep") return { name: "musette_write", with: rows };
  return { name: "musette_write_deleting", with: { ...rows, written: writtenOf(records) } };
}

function failureOf({ url }: SupabaseConfig, attempted: string, row: Refused): RecordFailure {
  const { id, code, constraint, column } = row;
  const named = [constraint && `constraint ${constraint}`, column && `column ${column}`];
  const refusal = { status: 400, code, at: named.filter((name) => name !== "").join(", ") };
  return { id, code: classify(refusal), message: describe(new URL(url).origin, attempted, refusal) };
}

/** False for older tables as well: then schema.sql must be run again. */
export function isLayout(data: unknown): data is number {
  return typeof data === "number" && data >= layout;
}

interface Refused {
  readonly id: string;
  /** SQLSTATE. */
  readonly code: string;
  /** Empty when none is at fault. */
  readonly constraint: string;
  readonly column: string;
}

function isRefusedList(data: unknown): data is readonly Refused[] {
  return Array.isArray(data);
}
